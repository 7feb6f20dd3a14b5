package api

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// mostAhead is how much room a body gets on the word of its length alone.
const mostAhead = 64 << 10

// receive reads what was sent, if it is of one of the media types.
func receive(c *gin.Context, into *bytes.Buffer, hint string, types ...string) error {
	kind := c.GetHeader("Content-Type")
	var err error
	if !slices.Contains(types, kind) { // most write it so
		kind, _, err = mime.ParseMediaType(kind)
	}
	if err != nil || !slices.Contains(types, kind) {
		return problem(http.StatusUnsupportedMediaType, "unsupported-media-type", hint,
			ProblemField{Header: "Content-Type", Detail: "takes " + strings.Join(types, " or ")})
	}
	if n := c.Request.ContentLength; n > 0 && n < mostAhead {
		into.Grow(int(n) + bytes.MinRead)
	}
	if _, err := into.ReadFrom(c.Request.Body); err != nil {
		return unread(err)
	}
	return nil
}

// unread says why a body was not read to its end. That is the sender's or the
// line's doing, never a fault here.
func unread(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return err
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return problem(http.StatusRequestTimeout, "incomplete", "The request did not arrive in time. Send it again.")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return problem(http.StatusBadRequest, "incomplete", "The request ended before all of it had arrived. Send it again.")
	}
	return problem(http.StatusBadRequest, "incomplete", "The request could not be read to its end. Send it again.")
}

// headAsGet answers HEAD as GET: net/http leaves out the body. A link that can
// be opened once is not opened by who only looks whether it is there.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead && !opensLaunch(r) {
			get := *r // net/http looks at its own request to see what was asked
			get.Method = http.MethodGet
			r = &get
		}
		next.ServeHTTP(w, r)
	})
}
