package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// The committed API document is what the handlers' comments say today.
func TestDocumentsAreUpToDate(t *testing.T) {
	documents, err := Documents("..")
	require.NoError(t, err)
	for name, text := range documents {
		committed, err := os.ReadFile(filepath.Join("..", name))
		require.NoError(t, err)
		require.Equal(t, string(committed), string(text), "run `make docs` and commit %s", name)
	}
}
