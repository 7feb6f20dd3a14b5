package approval_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/source"
)

const vocabulary = `vocabulary: small
findings:
  spo2: {ask: SpO2, short: SpO2, type: number, unit: "%", min: 50, max: 100, step: 1}
`

const pathway = `pathway: copd
version: "1.0.0"
title: COPD
specialty: respiratory
purpose: Adults with COPD.
owner: Nobody
review_by: 2027-11-30
status: draft
applies_to: spo2 >= 50
evidence: {own: {title: Own}}
decide:
  - {id: low, when: spo2 <= 92, outcome: advice, evidence: own}
  - {id: otherwise, outcome: manage}
outcomes:
  advice: {action: manage, within: routine, summary: Check oxygen, tell_patient: Text, safety_net: Text, alternative: manage}
  manage: {action: manage, within: none, summary: Manage, tell_patient: Text, safety_net: Text, alternative: advice}
`

func library(t *testing.T, changes ...string) *engine.Library {
	t.Helper()
	text := strings.NewReplacer(changes...).Replace(pathway)
	lib, ds := engine.Load([]*source.File{source.NewFile("v.yaml", []byte(vocabulary)), source.NewFile("copd.yaml", []byte(text))}, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	return lib
}

func identity(t *testing.T, lib *engine.Library) engine.Identity {
	t.Helper()
	p, ok := lib.Pathway("copd")
	require.True(t, ok)
	return p.Identity()
}

func signed(id engine.Identity, name string, role approval.Role) approval.Approval {
	return approval.Approval{
		Name: name, Role: role, Organisation: "Fern Street Surgery", Date: "2026-11-21", Statement: "I agree.",
		Version: id.Version, Behaviour: id.Behaviour, Content: id.Content,
	}
}

// sheet is a file with these approvals, as signing them one after another
// leaves it.
func sheet(t *testing.T, approvals ...approval.Approval) *approval.Sheet {
	t.Helper()
	var s *approval.Sheet
	for _, a := range approvals {
		var ds source.Diagnostics
		s, ds = approval.Reread("copd.approval.yaml", approval.Write("copd", s, a))
		require.Empty(t, ds)
	}
	return s
}

func TestStanding(t *testing.T) {
	id := identity(t, library(t))
	gp, service := signed(id, "Dr A Example", approval.GP), signed(id, "Dr B Example", approval.ReceivingService)
	same := signed(id, "dr a  EXAMPLE", approval.ReceivingService)
	old := gp
	old.Behaviour = strings.Repeat("0", 32)
	for _, c := range []struct {
		name    string
		given   []approval.Approval
		missing []approval.Role
		void    int
	}{
		{"nobody has signed", nil, approval.Roles(), 0},
		{"a GP alone is not enough", []approval.Approval{gp}, []approval.Role{approval.ReceivingService}, 0},
		{"both have signed", []approval.Approval{gp, service}, []approval.Role{}, 0},
		{"one person signed twice", []approval.Approval{gp, same}, []approval.Role{approval.ReceivingService}, 0},
		{"what the GP signed has changed", []approval.Approval{old, service}, []approval.Role{approval.GP}, 1},
		{"the GP signed again", []approval.Approval{old, service, gp}, []approval.Role{}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var sheets []*approval.Sheet
			if len(c.given) > 0 {
				sheets = append(sheets, sheet(t, c.given...))
			}
			got := approval.Of(id, sheets)
			require.Equal(t, c.missing, got.Missing)
			require.Len(t, got.Void, c.void)
			require.Equal(t, len(c.missing) == 0, got.Approved())
		})
	}
}

// TestWhatVoidsAnApproval holds that an approval binds what the pathway does
// and says, and nothing else.
func TestWhatVoidsAnApproval(t *testing.T) {
	id := identity(t, library(t))
	sheets := []*approval.Sheet{sheet(t, signed(id, "Dr A Example", approval.GP), signed(id, "Dr B Example", approval.ReceivingService))}
	for _, c := range []struct {
		name, from, to string
		changed        []string
	}{
		{"a threshold", "spo2 <= 92", "spo2 <= 93", []string{"behaviour"}},
		{"the same rule in other words", "spo2 <= 92", "'!(spo2 > 92)'", nil},
		{"what the patient is told", "Check oxygen, tell_patient: Text", "Check oxygen, tell_patient: Other", []string{"content"}},
		{"the status", "status: draft", "status: approved", nil},
		{"how soon", "within: routine", "within: urgent", []string{"behaviour", "content"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := approval.Of(identity(t, library(t, c.from, c.to)), sheets)
			if c.changed == nil {
				require.True(t, got.Approved())
				return
			}
			require.Len(t, got.Void, 2)
			require.Equal(t, c.changed, got.Void[0].Changed)
		})
	}
}

func TestCheck(t *testing.T) {
	id := identity(t, library(t))
	gp, service := signed(id, "Dr A Example", approval.GP), signed(id, "Dr B Example", approval.ReceivingService)
	for _, c := range []struct {
		name    string
		changes []string
		given   []approval.Approval
	}{
		{"clean", []string{"status: draft", "status: approved"}, []approval.Approval{gp, service}},
		{"void_draft", []string{"spo2 <= 92", "spo2 <= 93"}, []approval.Approval{gp, service}},
		{"void_approved", []string{"spo2 <= 92", "spo2 <= 93", "status: draft", "status: approved"}, []approval.Approval{gp, service}},
		{"unsigned", []string{"status: draft", "status: approved"}, []approval.Approval{gp}},
		{"one_person", []string{"status: draft", "status: approved"}, []approval.Approval{gp, signed(id, "Dr A Example", approval.ReceivingService)}},
		{"no_pathway", []string{"pathway: copd", "pathway: copd_adults"}, []approval.Approval{gp}},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := &source.Collector{}
			approval.Check(library(t, c.changes...), []*approval.Sheet{sheet(t, c.given...)}, found)
			var b strings.Builder
			require.NoError(t, source.Text(&b, found.All(), source.TextOptions{}))
			golden(t, c.name+".txt", b.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs\n%s", path, diff)
	}
}

// TestApprovalsAreARecord holds that signing leaves what was there as it was.
func TestApprovalsAreARecord(t *testing.T) {
	id := identity(t, library(t))
	before := "# kept by the interface group\napproval: copd\napprovals:\n    # first round\n    - name: \"Dr A Example\"\n      role: gp\n      organisation: \"Fern Street Surgery\"\n      date: 2026-11-20\n" +
		"      statement: \"I agree.\"\n      version: \"1.0.0\"\n      behaviour: \"" + id.Behaviour + "\"\n      content: \"" + id.Content + "\"\n"
	s, ds := approval.Reread("copd.approval.yaml", []byte(before))
	require.Empty(t, ds)
	after := string(approval.Write("copd", s, signed(id, "Dr B Example", approval.ReceivingService)))
	require.True(t, strings.HasPrefix(after, before), after)
	s, ds = approval.Reread("copd.approval.yaml", []byte(after))
	require.Empty(t, ds)
	require.True(t, approval.Of(id, []*approval.Sheet{s}).Approved())
}

// TestWhatIsSignedIsReadBack draws approvals with any text.
func TestWhatIsSignedIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[A-Za-z'"\\:#{}\[\],&*!|>%@ é-]{1,30}[a-z]`)
		var s *approval.Sheet
		var want []approval.Approval
		for range rapid.IntRange(1, 3).Draw(t, "signers") {
			a := approval.Approval{
				Name: text.Draw(t, "name"), Role: rapid.SampledFrom(approval.Roles()).Draw(t, "role"), Organisation: text.Draw(t, "organisation"),
				Date: "2026-11-21", Statement: text.Draw(t, "statement"), Version: "1.0.0",
				Behaviour: strings.Repeat("a", 32), Content: strings.Repeat("b", 32),
			}
			want = append(want, a)
			var ds source.Diagnostics
			s, ds = approval.Reread("x.approval.yaml", approval.Write("copd", s, a))
			require.Empty(t, ds)
		}
		require.Empty(t, cmp.Diff(want, s.Approvals, cmpopts.IgnoreUnexported(approval.Approval{})))
	})
}

func TestCodes(t *testing.T) {
	for _, code := range approval.Codes() {
		require.NotEmpty(t, code.Title, code.ID)
		require.NotEmpty(t, code.Why, code.ID)
		if code.Bad == "" {
			continue
		}
		_, ds := approval.Reread("bad.yaml", []byte(code.Bad))
		require.Len(t, ds, 1)
		require.Equal(t, code.ID, ds[0].Code)
		require.NotEmpty(t, ds[0].Help)
		_, ds = approval.Reread("good.yaml", []byte(code.Good))
		require.Empty(t, ds)
	}
}

func TestRefusals(t *testing.T) {
	_, ds := approval.Reread("copd.approval.yaml", []byte("approval: copd\napprovals:\n  - name: Dr A Example\n    role: gpp\n    date: 2026-11-21\n    behaviour: \"0011\"\n    contents: x\n"))
	var b strings.Builder
	require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
	golden(t, "refusals.txt", b.String())
}

func TestOtherFilesAreLeftAlone(t *testing.T) {
	c := &source.Collector{}
	require.Empty(t, approval.Read([]*source.File{source.NewFile("v.yaml", []byte(vocabulary)), source.NewFile("broken.yaml", []byte("a: [\n"))}, c))
	require.Empty(t, c.All())
}

func FuzzRead(f *testing.F) {
	for _, code := range approval.Codes() {
		f.Add(code.Good)
	}
	f.Add("approval: {}\napprovals: 3\n")
	f.Add("approval: a\napprovals: [{name: x}]\n")
	f.Fuzz(func(t *testing.T, data string) {
		c := &source.Collector{}
		for _, s := range approval.Read([]*source.File{source.NewFile("x.yaml", []byte(data))}, c) {
			if c.HasErrors() {
				return
			}
			// Whatever could be read can be added to.
			_, ds := approval.Reread("x.yaml", approval.Write(s.Pathway, s, s.Approvals[0]))
			require.False(t, ds.HasErrors(), "%v", ds)
		}
	})
}
