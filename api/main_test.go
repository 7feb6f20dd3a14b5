package api_test

import (
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"
)

// TestMain teaches the validator the two kinds of body that it has no decoder
// for. Its registry is global, so this comes before any test.
func TestMain(m *testing.M) {
	openapi3filter.RegisterBodyDecoder("application/pdf", openapi3filter.FileBodyDecoder)
	openapi3filter.RegisterBodyDecoder("text/html", openapi3filter.FileBodyDecoder)
	os.Exit(m.Run())
}
