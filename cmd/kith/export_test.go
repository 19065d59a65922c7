package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// An export works beside a running serve, and refuses a folder that has something in it.
func TestExportBesideServe(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "out")
	serveOn(t, data)
	said, err := exec.Command(program, "export", "--data", data, dir).CombinedOutput()
	require.NoError(t, err, "%s", said)
	require.Regexp(t, `(?m)^accounts +0$`, string(said))
	text, err := os.ReadFile(filepath.Join(dir, "ties.csv"))
	require.NoError(t, err)
	require.Equal(t, "person_a,person_b,level,strength,since,until,kith_id,source,status,confidence,created_by,created_at,updated_at\n", string(text))

	again, err := exec.Command(program, "export", "--data", data, dir).CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(again), "is not empty")
}
