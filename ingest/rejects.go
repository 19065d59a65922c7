package ingest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// A Reject is a row that did not go in, or went in without one of its columns.
type Reject struct {
	File   string
	Line   int    // physical line on which the row starts
	Column string // "" where it is the row as a whole
	Reason string
	// Cells are the row as it stood: its cells, or its text in one cell where it could not be cut into cells.
	Cells []string
}

func (r *Reject) Error() string {
	if r.Column == "" {
		return fmt.Sprintf("%s, line %d: %s", r.File, r.Line, r.Reason)
	}
	return fmt.Sprintf("%s, line %d, %s: %s", r.File, r.Line, r.Column, r.Reason)
}

var rejectsHeader = []string{"file", "line", "column", "reason"}

// Rejects writes rejected rows to one CSV file: file, line, column, reason, then the row's cells as they stood,
// formulas too, since the file is there to be corrected and read again. Several goroutines may write.
type Rejects struct {
	path  string
	mu    sync.Mutex
	file  io.WriteCloser
	rows  *csv.Writer
	count int
}

// NewRejects makes the writer; the file is made with the first rejected row, in place of an older one.
func NewRejects(path string) *Rejects { return &Rejects{path: path} }

// Write adds one rejected row.
func (r *Rejects) Write(reject *Reject) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		// It holds personal data: for the importing person only.
		file, err := os.OpenFile(r.path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		r.file, r.rows = file, csv.NewWriter(file)
		if err := r.rows.Write(rejectsHeader); err != nil {
			return err
		}
	}
	r.count++
	return r.rows.Write(append([]string{reject.File, fmt.Sprint(reject.Line), reject.Column, reject.Reason}, reject.Cells...))
}

// Count returns how many lines the file has beside its header.
func (r *Rejects) Count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.count
}

// Close ends the file, where there is one.
func (r *Rejects) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return nil
	}
	r.rows.Flush()
	return errors.Join(r.rows.Error(), r.file.Close())
}

// isRejects says whether the file is one that Rejects wrote.
func isRejects(path string) bool {
	file, err := os.Open(path) //nolint:gosec // the file is the one to import
	if err != nil {
		return false
	}
	defer file.Close()
	header := strings.Join(rejectsHeader, ",") + "\n"
	start := make([]byte, len(header))
	_, err = io.ReadFull(file, start)
	return err == nil && string(start) == header
}
