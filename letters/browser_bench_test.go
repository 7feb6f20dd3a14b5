package letters_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

// BenchmarkBrowserWarm prints the HTML of the two-page letter with a headless
// browser that is already running, for comparison with BenchmarkPDF in the
// same run. It needs chromium.
func BenchmarkBrowserWarm(b *testing.B) {
	c := startBrowser(b)
	page := "file://" + pageFile(b, b.TempDir())
	for b.Loop() {
		c.call(b, "Page.navigate", map[string]any{"url": page})
		c.await(b, "Page.loadEventFired")
		var printed struct{ Data string }
		c.read(b, c.call(b, "Page.printToPDF", map[string]any{"printBackground": true}), &printed)
		data, err := base64.StdEncoding.DecodeString(printed.Data)
		require.NoError(b, err)
		require.True(b, bytes.HasPrefix(data, []byte("%PDF-")))
	}
}

// BenchmarkBrowserCold is the same with a browser that is started for each
// letter.
func BenchmarkBrowserCold(b *testing.B) {
	dir := b.TempDir()
	page := pageFile(b, dir)
	for b.Loop() {
		out, err := exec.Command("chromium", append(browserFlags(dir),
			"--no-pdf-header-footer", "--print-to-pdf="+filepath.Join(dir, "letter.pdf"), "file://"+page)...).CombinedOutput()
		require.NoError(b, err, string(out))
	}
}

func pageFile(b *testing.B, dir string) string {
	b.Helper()
	var page bytes.Buffer
	require.NoError(b, letters.HTML(&page, twoPages(b)))
	path := filepath.Join(dir, "letter.html")
	require.NoError(b, os.WriteFile(path, page.Bytes(), 0o600))
	return path
}

func browserFlags(dir string) []string {
	return []string{
		"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir=" + dir,
	}
}

// browser speaks the debugging protocol over a pair of pipes: JSON, each
// message ended by a zero byte.
type browser struct {
	out     *os.File
	in      *bufio.Reader
	next    int
	session string
	// events are the names of those that came while an answer was awaited.
	events []string
}

type message struct {
	ID     int
	Method string
	Result json.RawMessage
	Error  json.RawMessage
}

func startBrowser(b *testing.B) *browser {
	b.Helper()
	toRead, toWrite, err := os.Pipe()
	require.NoError(b, err)
	fromRead, fromWrite, err := os.Pipe()
	require.NoError(b, err)
	cmd := exec.Command("chromium", append(browserFlags(b.TempDir()), "--remote-debugging-pipe", "about:blank")...)
	cmd.ExtraFiles = []*os.File{toRead, fromWrite}
	require.NoError(b, cmd.Start())
	require.NoError(b, toRead.Close())
	require.NoError(b, fromWrite.Close())
	c := &browser{out: toWrite, in: bufio.NewReaderSize(fromRead, 1<<20)}
	b.Cleanup(func() {
		c.session = ""
		c.call(b, "Browser.close", nil)
		_ = cmd.Wait() // how it ends is its own affair
		_ = fromRead.Close()
		_ = toWrite.Close()
	})
	var target struct{ TargetID string }
	c.read(b, c.call(b, "Target.createTarget", map[string]any{"url": "about:blank"}), &target)
	var attached struct{ SessionID string }
	c.read(b, c.call(b, "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}), &attached)
	c.session = attached.SessionID
	c.call(b, "Page.enable", nil)
	return c
}

func (c *browser) call(b *testing.B, method string, params map[string]any) json.RawMessage {
	b.Helper()
	c.next++
	request := map[string]any{"id": c.next, "method": method}
	if params != nil {
		request["params"] = params
	}
	if c.session != "" {
		request["sessionId"] = c.session
	}
	data, err := json.Marshal(request)
	require.NoError(b, err)
	_, err = c.out.Write(append(data, 0))
	require.NoError(b, err)
	for {
		switch m := c.receive(b); {
		case m.ID == c.next:
			require.Empty(b, m.Error, "%s: %s", method, m.Error)
			return m.Result
		case m.Method != "":
			c.events = append(c.events, m.Method)
		}
	}
}

func (c *browser) receive(b *testing.B) message {
	b.Helper()
	line, err := c.in.ReadBytes(0)
	require.NoError(b, err)
	var m message
	require.NoError(b, json.Unmarshal(line[:len(line)-1], &m))
	return m
}

// await waits for an event, or takes one that came before.
func (c *browser) await(b *testing.B, event string) {
	b.Helper()
	for _, e := range c.events {
		if e == event {
			c.events = nil
			return
		}
	}
	for c.receive(b).Method != event {
	}
	c.events = nil
}

func (c *browser) read(b *testing.B, raw json.RawMessage, into any) {
	b.Helper()
	require.NoError(b, json.Unmarshal(raw, into))
}
