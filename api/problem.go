package api

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// Problem is an RFC 9457 problem details object.
type Problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	// RequestID is what to quote when asking for help.
	RequestID string         `json:"request_id,omitempty"`
	Errors    []ProblemField `json:"errors,omitempty"`
}

// ProblemField names one refused field: by JSON pointer in the body, or by
// name in the path, the query or the headers.
type ProblemField struct {
	Pointer   string `json:"pointer,omitempty"`
	Parameter string `json:"parameter,omitempty"`
	Header    string `json:"header,omitempty"`
	Detail    string `json:"detail"`
}

func (p *Problem) Error() string { return strconv.Itoa(p.Status) + " " + p.Title + ": " + p.Detail }

// problem makes a Problem of one kind. The kind is the last part of its type.
func problem(status int, kind, detail string, fields ...ProblemField) *Problem {
	return &Problem{
		Type:   "urn:signpost:problem:" + kind,
		Title:  title(kind),
		Status: status,
		Detail: detail,
		Errors: fields,
	}
}

func title(kind string) string {
	switch kind {
	case "invalid":
		return "Some of the request cannot be used"
	case "not-found":
		return "There is nothing here"
	case "method-not-allowed":
		return "This method does not work here"
	case "conflict":
		return "This does not fit what is already there"
	case "forbidden":
		return "This is not allowed"
	case "too-large":
		return "The request is too large"
	case "incomplete":
		return "Not all of the request arrived"
	case "unsupported-media-type":
		return "Send JSON"
	case "unavailable":
		return "Signpost cannot answer now"
	}
	return "Signpost made a mistake"
}

// writeProblem sends p. It is the only writer of application/problem+json.
func writeProblem(w http.ResponseWriter, r *http.Request, p *Problem) {
	sent := *p
	sent.RequestID = requestID(r.Context())
	body, err := json.Marshal(sent)
	if err != nil {
		panic("problem details do not marshal: " + err.Error()) // plain strings always do
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Length", strconv.Itoa(len(body)+1))
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(body, '\n')) // the client is gone: nobody to tell
}
