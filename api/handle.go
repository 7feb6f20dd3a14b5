package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/tracking"
)

// handler answers a request or says why not.
type handler func(*gin.Context) error

// handle is the one place where an error becomes an answer.
func (s *server) handle(h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		err := h(c)
		if err == nil {
			return
		}
		p := toProblem(err)
		if p.Status >= http.StatusInternalServerError {
			s.Log.ErrorContext(c.Request.Context(), "api", "error", err, "request_id", requestID(c.Request.Context()))
		}
		writeProblem(c.Writer, c.Request, p)
	}
}

// toProblem is the table from errors to problems.
func toProblem(err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return problem(http.StatusRequestEntityTooLarge, "too-large", fmt.Sprintf("A request holds at most %d bytes.", e.Limit))
	}
	if e, ok := errors.AsType[*fieldError](err); ok {
		status := http.StatusUnprocessableEntity
		if e.Pointer == "" {
			status = http.StatusBadRequest
		}
		return problem(status, "invalid", e.Error(), ProblemField{Pointer: e.Pointer, Detail: e.Detail})
	}
	if e, ok := errors.AsType[*tracking.Error](err); ok {
		return trackingProblem(e)
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return problem(http.StatusServiceUnavailable, "unavailable", "It took too long. What was saved before is kept.")
	}
	return internalProblem()
}

func trackingProblem(e *tracking.Error) *Problem {
	var fields []ProblemField
	switch e.Field {
	case "":
	case "idempotency_key":
		fields = []ProblemField{{Header: "Idempotency-Key", Detail: e.Message}}
	default:
		fields = []ProblemField{{Pointer: "/" + pointerEscape(e.Field), Detail: e.Message}}
	}
	switch e.Code {
	case tracking.Invalid:
		return problem(http.StatusUnprocessableEntity, "invalid", e.Message, fields...)
	case tracking.NotFound:
		return problem(http.StatusNotFound, "not-found", e.Message)
	case tracking.Conflict:
		return problem(http.StatusConflict, "conflict", e.Message, fields...)
	case tracking.Forbidden:
		return problem(http.StatusForbidden, "forbidden", e.Message)
	case tracking.Unavailable:
		return problem(http.StatusServiceUnavailable, "unavailable", e.Message)
	}
	return internalProblem()
}

// read decodes the body of a request.
func (s *server) read(c *gin.Context, into any) error {
	sent := s.buffers.Get().(*bytes.Buffer)
	defer s.putBack(sent)
	if err := receive(c, sent, "Send JSON with Content-Type: application/json.", "application/json"); err != nil {
		return err
	}
	return DecodeJSON(sent.Bytes(), into) // which keeps nothing of them
}

// reply sends JSON. It is the only writer of application/json.
func (s *server) reply(c *gin.Context, status int, v any) error {
	body := s.buffers.Get().(*bytes.Buffer)
	defer s.putBack(body)
	e := json.NewEncoder(body)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	send(c, status, "application/json", body.Bytes())
	return nil
}

// mostKept is the largest buffer that is kept for a later request.
const mostKept = 64 << 10

func (s *server) putBack(b *bytes.Buffer) {
	if b.Cap() <= mostKept {
		b.Reset()
		s.buffers.Put(b)
	}
}

func send(c *gin.Context, status int, kind string, body []byte) {
	h := c.Writer.Header()
	h["Content-Type"], h["Content-Length"] = []string{kind}, []string{strconv.Itoa(len(body))}
	c.Status(status)
	_, _ = c.Writer.Write(body) // the client is gone: nobody to tell
}

// actor is who sent the request.
func (s *server) actor(c *gin.Context) (tracking.Actor, error) { return s.Actor(c.Request) }

// longestKey is the longest idempotency key that tracking takes.
const longestKey = 200

// write is a change by the sender, with the key that makes it safe to repeat.
// A request without a key is a new change each time.
func (s *server) write(c *gin.Context, version int) (tracking.Write, error) {
	actor, err := s.actor(c)
	if err != nil {
		return tracking.Write{}, err
	}
	key := c.GetHeader("Idempotency-Key")
	if len(key) > longestKey {
		return tracking.Write{}, problem(http.StatusUnprocessableEntity, "invalid", "The idempotency key is too long.",
			ProblemField{Header: "Idempotency-Key", Detail: fmt.Sprintf("takes at most %d characters", longestKey)})
	}
	if version < 0 {
		return tracking.Write{}, &fieldError{"/version", "takes a whole number from 1"}
	}
	if key == "" {
		key = s.NewID()
	}
	return tracking.Write{Actor: actor, Key: key, Version: version}, nil
}
