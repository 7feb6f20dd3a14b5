package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"signpost.health/signpost/api"
	"signpost.health/signpost/api/desk"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/demo"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

type serveFlags struct {
	listen, database, assets string
	library                  []string
	recordSystems            []string
}

func newServe(env environment) *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the panel and the JSON API",
		Long: `Serve starts the panel and the JSON API on one SQLite file. Nobody signs in yet, so it is a
demo: it says DEMO on every page, holds synthetic patients, and listens on this machine only.
Every answer is on disk before it is acknowledged; stop it at any moment and go on later.

For authors, /preview shows the letter of every example, and draws it anew when a file of
--library changes.`,
		Example: "  signpost serve\n  signpost serve --library pathways --listen 127.0.0.1:9000 --database demo.db",
		Args:    arguments(0, 0, "no arguments"),
		RunE:    func(c *cobra.Command, _ []string) error { return serve(c.Context(), env, f) },
	}
	c.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8080", "address and port to listen on; the loopback range only")
	c.Flags().StringVar(&f.database, "database", "signpost.db", "the SQLite file")
	c.Flags().StringVar(&f.assets, "assets", "", "a folder with nhsuk.css, instead of the one built in")
	c.Flags().StringArrayVar(&f.recordSystems, "record-system", nil, "PRACTICE=ORIGIN of a record system that may show the panel in a frame, such as FX001=https://record.example; repeat it for more")
	c.Flags().StringSliceVar(&f.library, "library", nil, "files or folders instead of the built-in library")
	return c
}

// gcPercent lets the heap grow further than Go would between two collections:
// the library is most of it and never changes, so that collecting often costs
// time on every page and wins little memory.
const gcPercent = 400

func serve(ctx context.Context, env environment, f serveFlags) error {
	if err := loopback(f.listen); err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	log := slog.New(slog.NewTextHandler(env.stderr, nil))
	lib, files, err := loadToDecide(env, f.library)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, f.database, store.Options{})
	if err != nil {
		return fmt.Errorf("open %s: %w", filepath.Base(f.database), err)
	}
	if _, err := db.Tidy(ctx, time.Now().Add(-tracking.KeepDraft)); err != nil {
		return errors.Join(fmt.Errorf("tidy %s: %w", filepath.Base(f.database), err), db.Close())
	}
	handler, err := newHandler(ctx, log, lib, files, db, f)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	listener, err := net.Listen("tcp", f.listen)
	if err != nil {
		return errors.Join(usage("cannot listen on %s: %s; choose another port with --listen", f.listen, err), db.Close())
	}
	if _, err := fmt.Fprintf(env.stdout, "Signpost DEMO, synthetic patients only: http://%s/\nBeside a record: http://%[1]s/demo/record\nLetters of the examples: http://%[1]s/preview\nStop it with Ctrl-C; drafts are kept in %[2]s.\n",
		listener.Addr(), f.database); err != nil {
		return errors.Join(err, listener.Close(), db.Close())
	}
	until, stop := context.WithCancel(ctx)
	var tidying sync.WaitGroup
	tidying.Go(func() { tidyDaily(until, log, db) })
	err = serveUntilDone(ctx, &http.Server{
		Handler: onlyByLoopbackName(handler), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}, listener)
	stop()
	tidying.Wait()
	return errors.Join(err, db.Close())
}

// tidyDaily drops what is kept no longer, such as the pictures of drafts that
// have expired, for as long as the server runs.
func tidyDaily(ctx context.Context, log *slog.Logger, db *store.Store) {
	daily := time.NewTicker(24 * time.Hour)
	defer daily.Stop()
	for {
		select {
		case <-daily.C:
			if _, err := db.Tidy(ctx, time.Now().Add(-tracking.KeepDraft)); err != nil && ctx.Err() == nil {
				log.ErrorContext(ctx, "tidy", "error", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// loopback refuses any address that another machine could reach: without
// sign-in whoever connects is the doctor.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return usage("--listen %q is not an address and port, such as 127.0.0.1:8080", address)
	}
	if ip := net.ParseIP(host); host == "localhost" || (ip != nil && ip.IsLoopback()) {
		return nil
	}
	return usage("--listen %s is refused: without sign-in Signpost serves this machine only; use 127.0.0.1", address)
}

// onlyByLoopbackName refuses requests that came by another name: a page of
// another site must not reach this machine through a name that it controls.
func onlyByLoopbackName(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if err := loopback(net.JoinHostPort(strings.Trim(host, "[]"), "0")); err != nil {
			http.Error(w, "This address answers to localhost and 127.0.0.1 only.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func newHandler(ctx context.Context, log *slog.Logger, lib *engine.Library, files []*source.File, db *store.Store, f serveFlags) (http.Handler, error) {
	practice := demo.Practice()
	doctor := demo.GPs()[0]
	system := tracking.Actor{ID: "signpost", Name: "Signpost", Role: tracking.RoleSystem, Practice: practice.Code}
	table := desk.New(lib, practice, time.Local, db.Snapshot)
	service, err := tracking.New(tracking.Ports{Store: db, Advisor: table, Letters: table, Now: time.Now, NewID: rand.Text})
	if err != nil {
		return nil, err
	}
	snapshot, err := desk.Snapshot(lib, files)
	if err != nil {
		return nil, fmt.Errorf("keep the library: %w", err)
	}
	if err := service.KeepSnapshot(ctx, system, snapshot); err != nil {
		return nil, fmt.Errorf("keep the library: %w", err)
	}
	patients := demo.Records
	if len(f.library) > 0 {
		patients = demo.RecordsFor
	}
	records, err := patients(lib, time.Now())
	if err != nil {
		return nil, err
	}
	sent, err := demo.AsSent(lib, records, time.Now())
	if err != nil {
		return nil, err
	}
	if err := service.AddPatients(ctx, system, sent); err != nil {
		return nil, fmt.Errorf("add the demo patients: %w", err)
	}
	var assets fs.FS
	if f.assets != "" {
		assets = os.DirFS(f.assets)
	}
	author, err := newPreview(f.library)
	if err != nil {
		return nil, err
	}
	embedders, err := recordSystems(f.recordSystems)
	if err != nil {
		return nil, err
	}
	return api.New(api.Config{
		Preview: author,
		Library: lib, Service: service, Letters: table, Practice: practice, Older: table.Library, Demo: true, Assets: assets, Log: log,
		DemoRecords: records, RecordSystems: embedders,
		Approvals: approval.Read(files, &source.Collector{}), Version: version(), // signpost check says what is wrong with them
		Actor: func(*http.Request) (tracking.Actor, error) { return doctor, nil },
		Ready: func(r *http.Request) error { return db.Ready(r.Context()) },
		Now:   time.Now, NewID: rand.Text,
	})
}

// serveUntilDone serves until the context ends, then lets requests finish.
func serveUntilDone(ctx context.Context, s *http.Server, l net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := s.Shutdown(stop); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// recordSystems reads which origins may show the panel in a frame, by practice.
func recordSystems(given []string) (map[string][]string, error) {
	by := map[string][]string{}
	for _, one := range given {
		practice, origin, ok := strings.Cut(one, "=")
		if !ok || practice == "" || origin == "" {
			return nil, usage("--record-system %q is not PRACTICE=ORIGIN, such as FX001=https://record.example", one)
		}
		by[practice] = append(by[practice], origin)
	}
	return by, nil
}
