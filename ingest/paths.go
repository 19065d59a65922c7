package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Paths returns the files that the paths name: a file as given, of a folder its own CSV files by name. Notes say what
// of a folder was passed over.
func Paths(given ...string) (files, notes []string, err error) {
	for _, path := range given {
		info, err := os.Stat(path)
		if err != nil {
			return nil, nil, err
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		entries, err := os.ReadDir(path) // sorted by name
		if err != nil {
			return nil, nil, err
		}
		for _, entry := range entries {
			inside := filepath.Join(path, entry.Name())
			info, err := os.Stat(inside) // of what a link points at
			if err != nil {
				return nil, nil, err
			}
			switch {
			case info.IsDir():
			case !info.Mode().IsRegular() || !csvName(entry.Name()):
				notes = append(notes, fmt.Sprintf("%s: not a CSV file: passed over", inside))
			case isRejects(inside):
				notes = append(notes, fmt.Sprintf("%s: rejected rows of an earlier import: passed over", inside))
			default:
				files = append(files, inside)
			}
		}
	}
	return files, notes, nil
}

func csvName(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch filepath.Ext(name) {
	case ".csv", ".tsv", ".txt":
		return true
	}
	return false
}
