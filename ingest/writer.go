package ingest

import (
	"encoding/csv"
	"fmt"
	"io"
)

// A Writer writes one CSV file: RFC 4180 with commas, LF at the ends of rows, every cell as it is.
type Writer struct {
	rows  *csv.Writer
	width int
}

// NewWriter writes the header.
func NewWriter(w io.Writer, header []string) (*Writer, error) {
	rows := csv.NewWriter(w)
	return &Writer{rows, len(header)}, rows.Write(header)
}

// Write writes one row, which has as many cells as the header.
func (w *Writer) Write(cells ...string) error {
	if len(cells) != w.width {
		return fmt.Errorf("a row of %d cells below a header of %d", len(cells), w.width)
	}
	return w.rows.Write(cells)
}

// Flush brings what is buffered to the underlying writer and returns the first error of any write.
func (w *Writer) Flush() error {
	w.rows.Flush()
	return w.rows.Error()
}

// Neutralise makes a cell safe for a spreadsheet: one that the program would take for a formula gets an apostrophe
// before it. Only for a CSV made for a spreadsheet; an import would keep the apostrophe.
func Neutralise(cell string) string {
	if cell != "" {
		switch cell[0] {
		case '=', '+', '-', '@', '\t', '\r':
			return "'" + cell
		}
	}
	return cell
}
