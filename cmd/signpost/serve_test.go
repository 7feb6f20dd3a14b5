package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// runAsProgram makes the test binary the program itself, so that a test can
// kill it as a power cut would.
const runAsProgram = "SIGNPOST_TEST_RUN_AS_PROGRAM"

// program is a running server.
type program struct {
	cmd *exec.Cmd
	url string
}

func start(t *testing.T, database string) *program {
	t.Helper()
	exe, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(exe, "serve", "--listen", "127.0.0.1:0", "--database", database)
	cmd.Env = append(os.Environ(), runAsProgram+"=1")
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	p := &program{cmd: cmd}
	t.Cleanup(p.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	require.Contains(t, line, "DEMO")
	_, p.url, _ = strings.Cut(strings.TrimSpace(line), ": ")
	require.True(t, strings.HasPrefix(p.url, "http://127.0.0.1:"), line)
	return p
}

// kill ends the program at once: nothing of it runs after.
func (p *program) kill() {
	_ = p.cmd.Process.Kill() // it may be gone already
	_ = p.cmd.Wait()
}

func (p *program) do(t *testing.T, method, path, key string, body, into any) int {
	t.Helper()
	b, err := json.Marshal(body)
	require.NoError(t, err)
	req, err := http.NewRequest(method, p.url+strings.TrimPrefix(path, "/"), bytes.NewReader(b))
	require.NoError(t, err)
	if body == nil {
		req.Body = http.NoBody
	}
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { _ = res.Body.Close() }() // it was read to its end
	data, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	if into != nil {
		require.NoError(t, json.Unmarshal(data, into), "%s", data)
	}
	return res.StatusCode
}

type consultation struct {
	ID       string         `json:"id"`
	Answers  map[string]any `json:"answers"`
	Decision struct {
		Status string
		Ask    []struct{ Questions []struct{ Finding string } }
	} `json:"decision"`
}

// shown is what the API answers with, whichever way it nests the draft.
func shown(t *testing.T, raw map[string]json.RawMessage) consultation {
	t.Helper()
	var c consultation
	whole, err := json.Marshal(raw)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(whole, &c))
	if inner, ok := raw["consultation"]; ok {
		require.NoError(t, json.Unmarshal(inner, &c))
	}
	return c
}

// TestKilledBetweenAnyTwoAnswers: a consultation is gone through with the
// server killed after every single answer; nothing acknowledged is lost and it
// ends in advice.
func TestKilledBetweenAnyTwoAnswers(t *testing.T) {
	database := filepath.Join(t.TempDir(), "signpost.db")
	p := start(t, database)
	var list struct{ Patients []struct{ ID string } }
	require.Equal(t, http.StatusOK, p.do(t, http.MethodGet, "/api/v1/patients", "", nil, &list))
	var raw map[string]json.RawMessage
	require.Equal(t, http.StatusCreated, p.do(t, http.MethodPost, "/api/v1/consultations", "start",
		map[string]string{"patient": list.Patients[1].ID, "pathway": "suspected_lower_gi_cancer"}, &raw))
	c := shown(t, raw)
	given := map[string]bool{}
	for n := 0; c.Decision.Status == "open" && n < 60; n++ {
		finding := c.Decision.Ask[0].Questions[0].Finding
		given[finding] = true
		require.Equal(t, http.StatusOK, p.do(t, http.MethodPost, "/api/v1/consultations/"+c.ID+"/answers", fmt.Sprint("answer", n),
			map[string]any{"answers": map[string]any{finding: "not_known"}}, nil))
		p.kill()
		p = start(t, database)
		raw = nil
		require.Equal(t, http.StatusOK, p.do(t, http.MethodGet, "/api/v1/consultations/"+c.ID, "", nil, &raw))
		c = shown(t, raw)
		for id := range given {
			require.Contains(t, c.Answers, id, "acknowledged, then lost")
		}
	}
	require.NotEmpty(t, given)
	require.NotEqual(t, "open", c.Decision.Status)
}

// TestServeRefusesOtherMachines: without sign-in it serves this machine only.
func TestServeRefusesOtherMachines(t *testing.T) {
	for _, address := range []string{"0.0.0.0:8080", "192.168.1.2:8080", ":8080", "[::]:8080", "example.org:8080"} {
		require.ErrorContains(t, loopback(address), "refused", address)
	}
	require.ErrorContains(t, loopback("nonsense"), "is not an address and port")
	for _, address := range []string{"127.0.0.1:8080", "localhost:0", "[::1]:8080", "127.9.9.9:1"} {
		require.NoError(t, loopback(address), address)
	}
}

func TestServeAnswersToLoopbackNamesOnly(t *testing.T) {
	h := onlyByLoopbackName(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	for host, want := range map[string]int{
		"localhost:8080": http.StatusNoContent, "127.0.0.1:8080": http.StatusNoContent, "[::1]:8080": http.StatusNoContent,
		"evil.example": http.StatusMisdirectedRequest, "evil.example:8080": http.StatusMisdirectedRequest, "": http.StatusMisdirectedRequest,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		require.Equal(t, want, w.Code, host)
	}
}
