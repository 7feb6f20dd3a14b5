package api_test

import (
	"crypto/sha1" //nolint:gosec // FHIR's Attachment.hash
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFilingIsWhatWasSent(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	require.Equal(t, http.StatusConflict, s.do(http.MethodGet, at+"/filing", "").status, "a draft is not filed")
	decided := s.do(http.MethodPost, at+"/answers", lockedKnee).consult()
	version := `{"version":` + strconv.Itoa(decided.Consultation.Version) + `}`
	sent := s.do(http.MethodPost, at+"/send", version).consult()

	filed := s.do(http.MethodGet, at+"/filing", "")
	require.Equal(t, "application/fhir+json", filed.header.Get("Content-Type"))
	require.Contains(t, string(filed.body), `"priority":"urgent"`)
	require.Contains(t, string(filed.body), sent.Consultation.Referral.Letter)
	pdf := s.raw(s.request(http.MethodGet, at+"/letter.pdf", "")).body
	sum := sha1.Sum(pdf) //nolint:gosec // FHIR's Attachment.hash
	require.Contains(t, string(filed.body), `"hash":"`+base64.StdEncoding.EncodeToString(sum[:])+`"`)
	require.Contains(t, string(filed.body), `"url":"`+at+`/letter.pdf"`)
	require.Equal(t, filed.body, s.do(http.MethodGet, at+"/filing", "").body, "the same each time")
}

// The demo's record files what it is handed, for the patient whose record is
// open and for nobody else, once.
func TestDemoRecordFilesForThePatientWhoIsOpen(t *testing.T) {
	t.Parallel()
	s := newSurgery(t, withDemoRecord)
	bundle := func(number string) string {
		note := base64.StdEncoding.EncodeToString([]byte("Present: <b>.\n"))
		return `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","identifier":[{"value":"` + number + `"}]}},
			{"resource":{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain","data":"` + note + `"}}]}},
			{"resource":{"resourceType":"Observation","code":{"text":"Locked knee","coding":[{"code":"123"}]}}}]}`
	}
	file := func(body string) call {
		return s.raw(s.request(http.MethodPost, "/demo/record/of/demo-1/filed", body, "Content-Type", "application/fhir+json"))
	}
	other := file(bundle("9990000018"))
	require.Equal(t, http.StatusConflict, other.status)
	require.Contains(t, other.problem().Detail, "another patient")
	for range 2 {
		var filed struct{ Filed []string }
		require.NoError(t, json.Unmarshal(file(bundle("9990000026")).body, &filed))
		require.Equal(t, []string{"Note: Present: <b>.", "Coded entry: Locked knee (123)"}, filed.Filed)
	}
	page := string(s.raw(s.request(http.MethodGet, "/demo/record/of/demo-1", "")).body)
	require.Equal(t, 1, strings.Count(page, "Coded entry: Locked knee (123)"))
	require.Contains(t, page, "Present: &lt;b&gt;.")
	require.Equal(t, http.StatusUnprocessableEntity, file("[").status)
	require.Equal(t, http.StatusNotFound, s.raw(s.request(http.MethodPost, "/demo/record/of/nobody/filed", "{}")).status)
}
