package panel

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"signpost.health/signpost/letters"
)

const (
	// MaxUpload is the longest form with files, in bytes: three pictures as
	// large as they may be, and something over, so that a file that is too
	// large is refused in words and not by a broken connection.
	MaxUpload = 64 << 20
	// longestField is the longest text beside a file.
	longestField = 64 << 10
	mostParts    = 64
)

// Upload is a form with files.
type Upload struct {
	Fields url.Values
	Files  []File
}

// File is one file of a form. What its name was is left behind: it may name
// the patient.
type File struct {
	// Field is the name of its input.
	Field string
	// Data is cut off beyond the size that a picture may have.
	Data []byte
}

// ReadUpload reads a form with files into memory: nothing of a patient goes to
// a temporary file. Every name must be known.
func ReadUpload(r *http.Request, known func(name string) bool) (Upload, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return Upload{}, &formError{"It is not written as a form with files."}
	}
	u := Upload{Fields: url.Values{}}
	for range mostParts {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return u, nil
		}
		if err == nil && !known(part.FormName()) {
			return Upload{}, &formError{"It has a field that Signpost does not know."}
		}
		if err == nil {
			err = u.add(part)
		}
		if err != nil {
			return Upload{}, uploadFault(err)
		}
	}
	return Upload{}, &formError{"It has too many fields."}
}

func (u *Upload) add(part *multipart.Part) error {
	if _, file := part.Header["Content-Type"]; !file && part.FileName() == "" {
		return u.addField(part)
	}
	data, err := io.ReadAll(io.LimitReader(part, letters.MaxPhotographBytes+1))
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, part); err != nil {
		return err
	}
	if len(data) > 0 { // a browser sends an input that was left empty
		u.Files = append(u.Files, File{part.FormName(), data})
	}
	return nil
}

func (u *Upload) addField(part *multipart.Part) error {
	text, err := io.ReadAll(io.LimitReader(part, longestField+1))
	switch {
	case err != nil:
		return err
	case len(text) > longestField:
		return &formError{"One of its texts is too long."}
	case !utf8.Valid(text) || strings.ContainsRune(string(text), 0):
		return &formError{"It holds characters that cannot be read."}
	}
	u.Fields.Add(part.FormName(), string(text))
	return nil
}

// BadForm gives what is wrong with a form, of an error of ReadUpload that is
// about the form.
func BadForm(err error) (says string, ok bool) {
	if bad, ok := errors.AsType[*formError](err); ok {
		return bad.Says, true
	}
	return "", false
}

// uploadFault tells a form that is too long from one that was cut off.
func uploadFault(err error) error {
	if _, ok := errors.AsType[*formError](err); ok {
		return err
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return err
	}
	return &formError{"It was cut off on the way. Send it again."}
}
