package ingest

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// rowScanner cuts a stream into the rows of a CSV file and keeps each as it stood. encoding/csv would do neither:
// it turns CR LF inside a cell into LF, and after a stray quote it gives no text of the row to hand back.
type rowScanner struct {
	r          io.Reader
	err        error // what r ended with
	buf        []byte
	start, end int // buf[start:end] is read and not yet given out
	delimiter  byte
	line       int // physical line on which the next row starts, from 1
	limit      int // most bytes of a row
}

// A rawRow is one row without its line end. Its text is valid until the next call of next.
type rawRow struct {
	text  []byte
	line  int
	fault string // why it cannot be cut into cells
}

const (
	faultLong   = "the row is longer than a row may be"
	faultQuote  = "there is text after a closing quote: a quote inside a quoted cell is written twice"
	faultEnding = "the file ends inside a quoted cell"
)

// Where in a row the scanner stands.
type scanState int

const (
	atCell    scanState = iota // at the start of a cell
	inPlain                    // in a cell without quotes, in which a quote is a character as any other
	inQuoted                   // in a quoted cell
	afterQuot                  // after a quote in a quoted cell: its end, or the first half of ""
)

// next returns the next row that is not an empty line, or io.EOF, or what the reader failed with.
func (s *rowScanner) next() (rawRow, error) {
	for {
		row, err := s.row()
		if err != nil || len(row.text) > 0 || row.fault != "" {
			return row, err
		}
	}
}

func (s *rowScanner) row() (rawRow, error) {
	row := rawRow{line: s.line}
	if text, ok := s.plainRow(); ok {
		row.text = text
		return row, nil
	}

	var cut []byte // the first bytes of a row that is too long
	state, broken, ended := atCell, false, false
	at := s.start
	for {
		var n int
		n, ended = s.scan(at, &state, &broken)
		at += n
		if ended {
			break
		}
		if at-s.start > s.limit {
			if cut == nil {
				cut = bytes.Clone(s.buf[s.start : s.start+s.limit])
			}
			s.line += bytes.Count(s.buf[s.start:at], []byte{'\n'})
			s.start = at
		}
		if s.err != nil && at == s.end {
			break
		}
		at -= s.start
		s.fill()
		at += s.start
	}
	if !ended && (!errors.Is(s.err, io.EOF) || at == s.start && cut == nil) {
		return row, s.err
	}

	text := s.buf[s.start:at]
	s.start = at
	s.line += bytes.Count(text, []byte{'\n'})
	if bytes.HasSuffix(text, []byte{'\r'}) && state != inQuoted {
		s.line++
	}
	switch {
	case cut != nil || len(text) > s.limit+2: // 2 for the line end
		row.fault = faultLong
		if cut == nil {
			cut = text[:s.limit]
		}
		row.text = cut
		return row, nil
	case state == inQuoted:
		row.fault = faultEnding
	default:
		text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte{'\n'}), []byte{'\r'})
		if broken {
			row.fault = faultQuote
		}
	}
	row.text = text
	return row, nil
}

// plainRow is the quick way for a row that is wholly in the buffer and has no quote.
func (s *rowScanner) plainRow() ([]byte, bool) {
	unread := s.buf[s.start:s.end]
	end := bytes.IndexByte(unread, '\n')
	if end < 0 || end > s.limit {
		return nil, false
	}
	text := unread[:end]
	if bytes.IndexByte(text, '"') >= 0 {
		return nil, false
	}
	next := end + 1
	if cr := bytes.IndexByte(text, '\r'); cr >= 0 {
		text = text[:cr]
		if cr < end-1 { // a line end by itself
			next = cr + 1
		}
	}
	s.start += next
	s.line++
	return text, true
}

// scan goes on from buf[at] to the end of the row or of what is read, and returns how far it came and whether the row
// ended. A row that has text after a closing quote is broken, but ends where it would have ended without.
func (s *rowScanner) scan(at int, state *scanState, broken *bool) (n int, ended bool) {
	b := s.buf[at:s.end]
	for i := 0; i < len(b); i++ {
		if *state == inQuoted {
			quote := bytes.IndexByte(b[i:], '"')
			if quote < 0 {
				return len(b), false
			}
			i += quote
			*state = afterQuot
			continue
		}
		switch c := b[i]; c {
		case '\n':
			return i + 1, true
		case '\r':
			if i+1 == len(b) && s.err == nil {
				return i, false // LF may follow
			}
			if i+1 < len(b) && b[i+1] == '\n' {
				i++
			}
			return i + 1, true
		case '"':
			if *state != inPlain {
				*state = inQuoted
			}
		case s.delimiter:
			*state = atCell
		default:
			*broken = *broken || *state == afterQuot
			*state = inPlain
		}
	}
	return len(b), false
}

// fill reads on until the buffer is full or the reader ends. What is not given out stays, so the buffer grows with the
// row, up to little more than the longest row.
func (s *rowScanner) fill() {
	if s.start > 0 {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end == len(s.buf) {
		s.buf = append(s.buf, make([]byte, max(64<<10, len(s.buf)))...)
	}
	for s.end < len(s.buf) && s.err == nil {
		var n int
		n, s.err = s.r.Read(s.buf[s.end:])
		s.end += n
	}
}

// splitCells appends the row's cells to cells. They share the row's memory, but for those with a doubled quote.
func splitCells(cells []string, row string, delimiter byte) []string {
	for {
		if strings.HasPrefix(row, `"`) {
			end := closingQuote(row)
			cell := row[1:end]
			if strings.IndexByte(cell, '"') >= 0 {
				cell = strings.ReplaceAll(cell, `""`, `"`)
			}
			cells = append(cells, cell)
			if end+1 >= len(row) {
				return cells
			}
			row = row[end+2:]
			continue
		}
		end := strings.IndexByte(row, delimiter)
		if end < 0 {
			return append(cells, row)
		}
		cells = append(cells, row[:end])
		row = row[end+1:]
	}
}

// closingQuote returns where the quoted cell at the start of the row ends.
func closingQuote(row string) int {
	at := 1
	for {
		quote := strings.IndexByte(row[at:], '"')
		if quote < 0 {
			return len(row)
		}
		at += quote
		if at+1 >= len(row) || row[at+1] != '"' {
			return at
		}
		at += 2
	}
}

// delimiterOf returns which of comma, semicolon and tab stands most often outside the quotes of the file's first row.
func delimiterOf(start []byte) byte {
	var counts [256]int
	quoted := false
	for _, c := range bytes.TrimLeft(start, "\r\n") {
		if c == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if c == '\n' || c == '\r' {
			break
		}
		counts[c]++
	}
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}
