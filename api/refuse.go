package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api/panel"
)

// ofAPI says whether programs ask here. Everywhere else a GP reads the answer.
func ofAPI(path string) bool { return path == "/api" || strings.HasPrefix(path, "/api/") }

// turnedAway is a request that goes no further: a problem for a program, a page
// for a GP.
type turnedAway struct {
	problem *Problem
	title   string
	says    []string
	next    []panel.Link
}

func (s *server) refuse(c *gin.Context, no turnedAway) {
	c.Abort()
	if ofAPI(c.Request.URL.Path) {
		writeProblem(c.Writer, c.Request, no.problem)
		return
	}
	s.pages.Refuse(c.Writer, c.Request, no.problem.Status, no.title, no.next, no.says...)
}

// sameOrigin refuses writes that another site makes a browser send.
func (s *server) sameOrigin() gin.HandlerFunc {
	guard := http.NewCrossOriginProtection()
	return func(c *gin.Context) {
		if guard.Check(c.Request) == nil {
			return
		}
		s.refuse(c, turnedAway{
			problem: problem(http.StatusForbidden, "forbidden", "A page of another site cannot do this."),
			title:   "This did not come from Signpost",
			says: []string{
				"A page of another site tried to do this in your name. Nothing was done.",
				"If you did it yourself in Signpost, go back in your browser and try again. If this page comes again, tell whoever runs Signpost for you.",
			},
		})
	}
}

const (
	// picturesAtOnce is how many forms with pictures are in memory at the same
	// time. The others wait on the line, where they take none.
	picturesAtOnce = 3
	// forTurn is how long they wait.
	forTurn = 30 * time.Second
)

// pictureQueue has forms with pictures wait for their turn before any of them
// is read.
func (s *server) pictureQueue() gin.HandlerFunc {
	places := make(chan struct{}, picturesAtOnce)
	return func(c *gin.Context) {
		if !takesPictures(c.Request) {
			return
		}
		turn, cancel := context.WithTimeout(c.Request.Context(), forTurn)
		defer cancel()
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
			c.Next()
		case <-turn.Done():
			c.Header("Retry-After", "30")
			s.refuse(c, turnedAway{
				problem: problem(http.StatusServiceUnavailable, "unavailable", "Other pictures are being added just now. Nothing was added. Try again in a minute."),
				title:   "Others are adding pictures just now",
				says: []string{
					"Nothing was added. What you saved before is kept.",
					"Go back in your browser in a minute and add the pictures again.",
				},
				next: []panel.Link{{Text: "Look at the pictures that are kept", Href: c.Request.URL.Path}},
			})
		}
	}
}

// recovered turns a panic into a refusal.
func (s *server) recovered(c *gin.Context) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(cause)
		}
		// Only the type of the cause is logged: its text might quote an answer.
		s.Log.LogAttrs(c.Request.Context(), slog.LevelError, "panic", slog.String("cause", fmt.Sprintf("%T", cause)),
			slog.String("stack", string(debug.Stack())), slog.String("request_id", requestID(c.Request.Context())))
		c.Abort()
		if !c.Writer.Written() {
			s.refuse(c, turnedAway{problem: internalProblem(), title: "Something went wrong", says: []string{"What you saved before is kept. Go back and try again."}})
		}
	}()
	c.Next()
}
