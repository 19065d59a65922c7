// Package web holds the built browser app. `make web` builds it anew from the sources beside it; the Go build needs no Node.
package web

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// Files is the built app: index.html, and assets whose names change with their content.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded under this name
	}
	return files
}
