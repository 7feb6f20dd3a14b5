package preview_test

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/preview"
)

// desk is an author's folder, and the pages of its letters.
type desk struct {
	files []*source.File
	err   error
	pages http.Handler
}

const area = "../../cmd/signpost/testdata/area"

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	names, err := filepath.Glob(filepath.Join(area, "*.yaml"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, n := range names {
		data, err := os.ReadFile(n)
		require.NoError(t, err)
		d.files = append(d.files, source.NewFile(filepath.Base(n), data))
	}
	d.pages, err = preview.New(preview.Config{
		Files: func() ([]*source.File, error) { return d.files, d.err },
		Now:   func() time.Time { return time.Date(2026, time.November, 21, 14, 5, 9, 0, time.UTC) },
	})
	require.NoError(t, err)
	return d
}

// change replaces words in one file, as an editor that saves does.
func (d *desk) change(t *testing.T, name, from, to string) {
	t.Helper()
	files := append([]*source.File(nil), d.files...)
	for i, f := range files {
		if f.Path == name {
			require.Contains(t, string(f.Data), from)
			files[i] = source.NewFile(name, bytes.ReplaceAll(f.Data, []byte(from), []byte(to)))
		}
	}
	d.files = files
}

func (d *desk) get(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	d.pages.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func (d *desk) page(t *testing.T, path string) string {
	t.Helper()
	w := d.get(t, path)
	require.Equal(t, http.StatusOK, w.Code, w.Body.String())
	return w.Body.String()
}

const waits = "/preview/cough/age-at-which-the-pathway-starts-age-18"

func TestTheListNamesEveryExample(t *testing.T) {
	page := open(t).page(t, "/preview")
	require.Contains(t, page, "Cough in adults")
	require.Contains(t, page, `href="/preview/cough/a-long-cough-without-a-crp-asks-for-one"`)
	require.Contains(t, page, `http-equiv="refresh"`, "it is redrawn without a script too")
}

func TestALetterInAllItsForms(t *testing.T) {
	d := open(t)
	for _, c := range []struct{ path, kind, want string }{
		{waits, "text/html; charset=utf-8", `class="letter"`},
		{waits + "?as=patient", "text/html; charset=utf-8", "Dear Mx Patient"},
		{waits + "?as=pdf", "text/html; charset=utf-8", `src="` + waits + `/letter.pdf"`},
		{waits + "?as=text", "text/html; charset=utf-8", "PATIENT, Example (Mx)"},
		{waits + "?as=message", "text/html; charset=utf-8", "Fern Street Surgery: we have written down"},
		{waits + "?as=nonsense", "text/html; charset=utf-8", `class="letter"`},
		{waits + "/letter.pdf", "application/pdf", "%PDF-1.7"},
		{waits + "/letter-large.pdf", "application/pdf", "%PDF-1.7"},
		{waits + "/patient-copy.pdf", "application/pdf", "%PDF-1.7"},
		{waits + "/letter.txt", "text/plain; charset=utf-8", "RECORD OF ADVICE"},
		{waits + "/message.txt", "text/plain; charset=utf-8", "Fern Street Surgery"},
	} {
		t.Run(c.path, func(t *testing.T) {
			w := d.get(t, c.path)
			require.Equal(t, http.StatusOK, w.Code, w.Body.String())
			require.Equal(t, c.kind, w.Header().Get("Content-Type"))
			require.Contains(t, w.Body.String(), c.want)
		})
	}
}

func TestALetterAsIfTheGPHadChosenAnotherOutcome(t *testing.T) {
	d := open(t)
	page := d.page(t, waits+"?chosen=chest_clinic_fast")
	require.Contains(t, page, "The GP chose differently from the advice")
	require.Contains(t, page, "WITHIN 2 WEEKS – Referral")
	require.Contains(t, page, `href="`+waits+`?as=pdf&amp;chosen=chest_clinic_fast"`, "the other forms keep the choice")
	require.Contains(t, d.page(t, waits+"?as=pdf&chosen=chest_clinic_fast"), waits+"/letter.pdf?chosen=chest_clinic_fast")
	require.Contains(t, d.page(t, waits+"/letter.txt?chosen=chest_clinic_fast"), "Refer to the chest clinic within 2 weeks")
}

func TestThePageIsRedrawnWhenAFileChanges(t *testing.T) {
	d := open(t)
	const fast = "/preview/cough/coughing-up-blood-age-40"
	_, seen, found := cut(d.page(t, fast), `data-seen="`, `"`)
	require.True(t, found)
	require.Equal(t, http.StatusNoContent, d.get(t, "/preview/changed?seen="+seen).Code)
	d.change(t, "cough.yaml", "Thank you for seeing", "Many thanks for seeing")
	require.Equal(t, http.StatusOK, d.get(t, "/preview/changed?seen="+seen).Code)
	require.Contains(t, d.page(t, fast), "Many thanks for seeing this patient")
}

func TestABrokenFileIsShownBesideTheLastGoodLetter(t *testing.T) {
	d := open(t)
	require.NotContains(t, d.page(t, waits), "The files have errors")
	d.change(t, "cough.yaml", "when: any(warning_signs)", "when: any(warnin_signs)")
	page := d.page(t, waits)
	require.Contains(t, page, "The files have errors")
	require.Contains(t, page, "cough.yaml:31:15: error")
	require.Contains(t, page, "^^^^^^^^^^^^", "the caret is under the word")
	require.Contains(t, page, "read at 14:05:09")
	require.Contains(t, page, `class="letter"`)
	d.change(t, "cough.yaml", "when: any(warnin_signs)", "when: any(warning_signs)")
	require.NotContains(t, d.page(t, waits), "The files have errors")
}

func TestABrokenExampleIsAnErrorToo(t *testing.T) {
	d := open(t)
	d.page(t, waits)
	d.change(t, "cough.examples.yaml", "cough_weeks: 1", "cough_weks: 1")
	require.Contains(t, d.page(t, waits), "cough_weks")
}

func TestFilesThatCannotBeReadAreSaid(t *testing.T) {
	d := open(t)
	d.err = errors.New("read cough.yaml: permission denied")
	require.Contains(t, d.page(t, "/preview"), "permission denied")
	require.Contains(t, d.page(t, "/preview"), "No version without errors was seen yet")
	require.Equal(t, http.StatusNotFound, d.get(t, waits).Code)
}

func TestWhatIsNotThereIsSaidToBeNot(t *testing.T) {
	d := open(t)
	for _, path := range []string{"/preview/cough/none", "/preview/none/none", waits + "/none.pdf", "/preview/cough"} {
		require.Equal(t, http.StatusNotFound, d.get(t, path).Code, path)
	}
}

func TestAConfigurationWithoutFilesIsRefused(t *testing.T) {
	_, err := preview.New(preview.Config{Now: time.Now})
	require.EqualError(t, err, "preview: a part of the configuration is missing")
}

func cut(s, from, to string) (before, inside string, found bool) {
	before, after, found := strings.Cut(s, from)
	inside, _, closed := strings.Cut(after, to)
	return before, inside, found && closed
}
