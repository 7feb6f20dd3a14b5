package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// echo answers each line with its number and itself; lines with an x are bad.
func echo() worker {
	return func(out *bytes.Buffer, number int, line []byte) bool {
		fmt.Fprintf(out, "%d %s\n", number, bytes.TrimSpace(line))
		return !bytes.Contains(line, []byte("x"))
	}
}

func TestAnswersComeInTheOrderOfTheLines(t *testing.T) {
	var in, want strings.Builder
	for i := 1; i <= 20*parcelLines; i++ {
		switch {
		case i%7 == 0:
			in.WriteString("\n") // an empty line has no answer, and counts
		case i%1000 == 0:
			in.WriteString("x\n")
			fmt.Fprintf(&want, "%d x\n", i)
		default:
			fmt.Fprintf(&in, "line %d\n", i)
			fmt.Fprintf(&want, "%d line %d\n", i, i)
		}
	}
	var out bytes.Buffer
	bad, err := inOrder(strings.NewReader(in.String()), &out, echo)
	require.NoError(t, err)
	require.Equal(t, 5, bad)
	require.Equal(t, want.String(), out.String())
}

func TestLinesBeforeAFaultAreAnswered(t *testing.T) {
	cut := errors.New("the disk is gone")
	var out bytes.Buffer
	_, err := inOrder(io.MultiReader(strings.NewReader("a\nb\n"), iotest.ErrReader(cut)), &out, echo)
	require.ErrorIs(t, err, cut)
	require.Equal(t, "1 a\n2 b\n", out.String())
}

// shut is a pipe whose reader has gone.
type shut struct{}

func (shut) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestNothingIsReadForNobody(t *testing.T) {
	lines := &counted{in: strings.NewReader(strings.Repeat("line\n", 1_000_000))}
	_, err := inOrder(lines, shut{}, echo)
	require.ErrorIs(t, err, io.ErrClosedPipe)
	require.Less(t, lines.read, 1_000_000, "the rest of the file is left alone")
}

type counted struct {
	in   io.Reader
	read int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.read += n
	return n, err
}
