package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Paths returns the files that the paths name: a file or a Maildir as given, of a folder its own files and Maildirs by name. Notes say what of
// a folder was passed over.
func Paths(given ...string) (files, notes []string, err error) {
	for _, path := range given {
		info, err := os.Stat(path)
		if err != nil {
			return nil, nil, err
		}
		if !info.IsDir() || isMaildir(path) {
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
			case info.IsDir() && isMaildir(inside):
				files = append(files, inside)
			case info.IsDir():
			case !info.Mode().IsRegular() || !knownName(inside):
				notes = append(notes, fmt.Sprintf("%s: no file to import by its name: passed over", inside))
			case isRejects(inside):
				notes = append(notes, fmt.Sprintf("%s: rejected rows of an earlier import: passed over", inside))
			default:
				files = append(files, inside)
			}
		}
	}
	return files, notes, nil
}

// knownName says whether a file of a folder is named as those are that can be imported; mailboxes often have no ending.
func knownName(path string) bool {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(path), ".gz")) {
	case ".csv", ".tsv", ".txt":
		return true
	case "":
		start, err := startOf(Source{Name: path, Path: path}, DefaultLimits)
		return err == nil && mailboxStart(start)
	}
	return evidenceName(path)
}
