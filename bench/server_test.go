package bench

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api"
	"signpost.health/signpost/api/desk"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/demo"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// Servers are measured in processes of their own, so that their processor time
// is theirs alone: this program starts itself with serverKind set.
const serverKind = "BENCH_SERVER"

func TestMain(m *testing.M) {
	if kind := os.Getenv(serverKind); kind != "" {
		if err := serve(kind); err != nil {
			log.Fatal(err)
		}
		return
	}
	os.Exit(m.Run())
}

// serve listens on the loopback, says where, and tells its processor time for
// each line it reads. It ends with its input.
func serve(kind string) error {
	dir, err := os.MkdirTemp("", "signpost-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	h, err := handlerOf(kind, dir)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() { log.Fatal(http.Serve(l, h)) }()
	fmt.Println(l.Addr())
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			return err
		}
		fmt.Println(u.Utime.Nano() + u.Stime.Nano())
	}
	return nil
}

func handlerOf(kind, dir string) (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	switch kind {
	case "canned":
		return canned(), nil
	case "gin+json+cel-go row":
		return usual(false)
	case "gin+json+cel-go answer":
		return usual(true)
	case "panel":
		return shipped(dir)
	}
	return whole(dir)
}

// canned reads a request and sends bytes that were made before.
func canned() http.Handler {
	send := sendCanned()
	g := gin.New()
	g.POST("/api/v1/decisions", gin.WrapF(send))
	return g
}

func sendCanned() http.HandlerFunc {
	body := bytes.Repeat([]byte("x"), 2000)
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	}
}

// usual is the same decision as most would write it: encoding/json in and out,
// and cel-go for each row in turn. It answers with the row and no more; or, as
// Signpost does, also with each other answer that would change the advice. It
// checks no answer, screens for nothing and writes no words.
func usual(changes bool) (http.Handler, error) {
	lib, err := subjectLibrary()
	if err != nil {
		return nil, err
	}
	p, _ := lib.Pathway("subject")
	rows, err := compileCEL(p)
	if err != nil {
		return nil, err
	}
	g := gin.New()
	g.POST("/api/v1/decisions", func(c *gin.Context) {
		var in struct{ Answers map[string]any }
		if err := json.NewDecoder(c.Request.Body).Decode(&in); err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		row := p.Rows()[rows.row(in.Answers)]
		outcome, _ := p.Outcome(row.Outcome)
		out := map[string]any{"status": "decided", "row": row.ID, "outcome": outcome}
		if changes {
			out["changes"] = rows.changes(p, in.Answers, row.Outcome)
		}
		c.JSON(http.StatusOK, out)
	})
	return g, nil
}

// whole is everything that signpost serves, over a store in dir.
func whole(dir string) (http.Handler, error) {
	lib, err := subjectLibrary()
	if err != nil {
		return nil, err
	}
	return serving(dir, lib, nil)
}

// shipped serves the library and the patients that are built in.
func shipped(dir string) (http.Handler, error) {
	files, err := builtIn()
	if err != nil {
		return nil, err
	}
	lib, found := engine.Load(files, engine.Options{})
	if lib == nil {
		return nil, fmt.Errorf("the built-in library does not load: %v", found)
	}
	return serving(dir, lib, files)
}

// serving serves a library over a store in dir, with the demo's patients where
// the library is one that they fit. Where authors have their previews, it sends
// canned bytes.
func serving(dir string, lib *engine.Library, files []*source.File) (http.Handler, error) {
	kept, err := store.Open(context.Background(), filepath.Join(dir, "signpost.db"), store.Options{})
	if err != nil {
		return nil, err
	}
	practice := demo.Practice()
	d := desk.New(lib, practice, time.UTC, kept.Snapshot)
	service, err := tracking.New(tracking.Ports{Store: kept, Advisor: d, Letters: d, Now: time.Now, NewID: rand.Text})
	if err != nil {
		return nil, err
	}
	if files != nil {
		if err := furnish(service, lib, files); err != nil {
			return nil, err
		}
	}
	return api.New(api.Config{
		Demo: true, Preview: sendCanned(), Library: lib, Service: service, Letters: d, Now: time.Now, NewID: rand.Text, Practice: practice,
		Actor: func(*http.Request) (tracking.Actor, error) {
			return demo.GPs()[0], nil
		},
	})
}

// furnish keeps the library in the store, and adds the demo's patients.
func furnish(service *tracking.Service, lib *engine.Library, files []*source.File) error {
	ctx, system := context.Background(), tracking.Actor{ID: "bench", Role: tracking.RoleSystem, Practice: demo.Practice().Code}
	snapshot, err := desk.Snapshot(lib, files)
	if err != nil {
		return err
	}
	if err := service.KeepSnapshot(ctx, system, snapshot); err != nil {
		return err
	}
	records, err := demo.Records(lib, time.Now())
	if err != nil {
		return err
	}
	return service.AddPatients(ctx, system, records)
}
