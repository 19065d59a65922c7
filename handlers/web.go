package handlers

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"kith/problem"
	"kith/web"
)

// appPages are the beginnings of the app's own addresses: it finds its way below them by itself.
var appPages = []string{"accounts", "people", "colleagues", "deals", "paths", "asked", "import", "settings", "administration", "open"}

// appFile is one file of the app, compressed once.
type appFile struct {
	contentType, etag string
	plain, gzipped    []byte
}

// appFiles reads the embedded app.
func appFiles() map[string]appFile {
	files := map[string]appFile{}
	err := fs.WalkDir(web.Files(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		plain, err := fs.ReadFile(web.Files(), name)
		if err != nil {
			return err
		}
		hash := sha256.Sum256(plain)
		var gzipped bytes.Buffer
		writer, _ := gzip.NewWriterLevel(&gzipped, gzip.BestCompression)
		_, _ = writer.Write(plain) // to memory: neither fails
		_ = writer.Close()
		files[name] = appFile{contentType: mime.TypeByExtension(path.Ext(name)), etag: `"` + hex.EncodeToString(hash[:8]) + `"`, plain: plain, gzipped: gzipped.Bytes()}
		return nil
	})
	if err != nil {
		panic(err) // the files are in the program
	}
	return files
}

// app serves the app's page, on each of its own addresses.
func (s *service) app(c *gin.Context) {
	c.Header("Cache-Control", "no-cache")
	s.serveApp(c, "index.html")
}

// appAsset serves what the page needs. A name stands for its content, so it is asked for once.
func (s *service) appAsset(c *gin.Context) {
	c.Header("Cache-Control", "public, max-age=31536000, immutable")
	s.serveApp(c, "assets/"+c.Param("file"))
}

func (s *service) serveApp(c *gin.Context, name string) {
	file, found := s.files[name]
	if !found {
		c.Header("Cache-Control", "no-store")
		s.fail(c, &problem.Problem{Kind: problem.KindNotFound, Detail: "There is no such route."})
		return
	}
	c.Header("Content-Security-Policy", pagePolicy)
	c.Header("ETag", file.etag)
	c.Header("Vary", "Accept-Encoding")
	if c.GetHeader("If-None-Match") == file.etag {
		c.Status(http.StatusNotModified)
		return
	}
	content := file.plain
	if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
		c.Header("Content-Encoding", "gzip")
		content = file.gzipped
	}
	c.Data(http.StatusOK, file.contentType, content)
}
