package ingest

import (
	"fmt"
	"io"
)

// Counts say what became of the rows of one kind.
type Counts struct {
	Kind      string `json:"kind"`
	Created   int64  `json:"created"`
	Changed   int64  `json:"changed"`
	Unchanged int64  `json:"unchanged"`
	Rejected  int64  `json:"rejected"` // rows that stand in the rejects file
	Repeated  int64  `json:"repeated"` // rows that a later row with the same id replaced
}

// Summary is what an import did.
type Summary struct {
	Kinds []Counts `json:"kinds"` // those that came in, in the order of Kinds
	// Notes say in words what else the importing person should know.
	Notes []string `json:"notes"`
}

// Write writes the summary as text: a line for each kind, then the notes.
func (s *Summary) Write(w io.Writer) error {
	width := 0
	for _, c := range s.Kinds {
		width = max(width, len(c.Kind))
	}
	for _, c := range s.Kinds {
		line := fmt.Sprintf("%-*s  created %d, changed %d, unchanged %d", width, c.Kind, c.Created, c.Changed, c.Unchanged)
		if c.Repeated > 0 {
			line += fmt.Sprintf(", repeated %d", c.Repeated)
		}
		if c.Rejected > 0 {
			line += fmt.Sprintf(", rejected %d", c.Rejected)
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	for _, note := range s.Notes {
		if _, err := fmt.Fprintln(w, note); err != nil {
			return err
		}
	}
	return nil
}

// Rejected is how many rows stand in the rejects file.
func (s *Summary) Rejected() (rows int64) {
	for _, c := range s.Kinds {
		rows += c.Rejected
	}
	return rows
}
