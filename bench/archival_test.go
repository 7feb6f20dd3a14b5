//go:build preflight

package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

// TestArchivalLettersArePDFA1b has Apache PDFBox Preflight judge the archival
// form. It needs Java and Debian's libpdfbox2-java, libjaxb-api-java and
// libactivation-java; `make preflight` runs it.
func TestArchivalLettersArePDFA1b(t *testing.T) {
	var jars []string
	for _, name := range []string{
		"preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api",
	} {
		jars = append(jars, filepath.Join("/usr/share/java", name+".jar"))
	}
	folder := t.TempDir()
	all := letterPDFs(t, letters.Options{Archival: true})
	for name, data := range all {
		require.NoError(t, os.WriteFile(filepath.Join(folder, strings.ReplaceAll(name, " ", "_")+".pdf"), data, 0o600))
	}
	out, err := exec.Command("java", "-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b",
		"batch", folder).CombinedOutput()
	require.NoError(t, err, string(out))
	require.Equal(t, len(all), strings.Count(string(out), "is a valid PDF/A-1b file"), string(out))
}
