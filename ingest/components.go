package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/emersion/go-ical"
)

// calendarFields are the lines of a calendar that are read, by the first word of each; all others are passed over unseen: what a meeting is
// about, notes, attached files, alarms.
var calendarFields = map[string]bool{
	"BEGIN": true, "END": true, "METHOD": true, "X-WR-TIMEZONE": true, "TZID": true, "TZOFFSETFROM": true, "TZOFFSETTO": true,
	"UID": true, "DTSTART": true, "RRULE": true, "RDATE": true, "EXDATE": true, "RECURRENCE-ID": true, "STATUS": true,
	"ORGANIZER": true, "ATTENDEE": true, "LOCATION": true, "CONFERENCE": true,
	"X-GOOGLE-CONFERENCE": true, "X-MICROSOFT-SKYPETEAMSMEETINGURL": true, "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK": true,
}

// componentLimit is how many bytes of what is read one event may have.
const componentLimit = 4 << 20

// A component is one event or time zone of a calendar, or a line of the calendar itself.
type component struct {
	line  int    // on which it begins
	name  string // VEVENT, VTIMEZONE, or the line's first word
	text  []byte
	fault string // why it cannot be read
}

// componentReader takes a calendar apart without holding more than one component.
type componentReader struct {
	lines *messageReader
	keep  bool // the line before was one to keep
}

func newComponentReader(text *bufio.Reader) *componentReader {
	return &componentReader{lines: newMessageReader(text)}
}

// next returns the next component. The error is io.EOF after the last one.
func (c *componentReader) next() (*component, error) {
	for {
		line, word, err := c.line()
		if err != nil {
			return nil, err
		}
		number := c.lines.number
		switch {
		case word == "METHOD" || word == "X-WR-TIMEZONE":
			return &component{line: number, name: word, text: bytes.Clone(line)}, nil
		case word == "BEGIN" && (valueIs(line, "VEVENT") || valueIs(line, "VTIMEZONE")):
			return c.whole(number, strings.ToUpper(string(valueOf(line))), bytes.Clone(line))
		}
	}
}

// whole reads a component to its end, without others inside it but a time zone's.
func (c *componentReader) whole(number int, name string, text []byte) (*component, error) {
	of := &component{line: number, name: name}
	depth := 1
	for depth > 0 {
		line, word, err := c.line()
		if errors.Is(err, io.EOF) {
			of.fault = "the calendar ends in the middle of it"
			return of, nil
		}
		if err != nil {
			return nil, err
		}
		if word == "BEGIN" {
			depth++
		}
		if depth == 1 || name == "VTIMEZONE" {
			if text = append(text, line...); len(text) > componentLimit {
				of.fault = "is longer than 4 MiB"
				text = text[:0]
			}
		}
		if word == "END" {
			depth--
		}
	}
	of.text = text
	return of, nil
}

// line returns the next line to keep, ended by CR LF, and its first word, "" where it goes on with the line before.
func (c *componentReader) line() (line []byte, word string, err error) {
	for {
		line, _, err := c.lines.next()
		if err != nil {
			return nil, "", err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
			if c.keep {
				return append(bytes.Clone(line), '\r', '\n'), "", nil
			}
			continue
		}
		end := bytes.IndexAny(line, ":;")
		if end < 0 {
			c.keep = false
			continue
		}
		word = strings.ToUpper(string(line[:end]))
		if c.keep = calendarFields[word]; c.keep {
			return append(bytes.Clone(line), '\r', '\n'), word, nil
		}
	}
}

func valueOf(line []byte) []byte {
	_, value, _ := bytes.Cut(line, []byte(":"))
	return bytes.TrimSpace(value)
}

func valueIs(line []byte, value string) bool {
	return strings.EqualFold(string(valueOf(line)), value)
}

// parse reads the component's lines.
func (c *component) parse() (*ical.Component, error) {
	text := append([]byte("BEGIN:VCALENDAR\r\n"), c.text...)
	calendar, err := ical.NewDecoder(bytes.NewReader(append(text, "END:VCALENDAR\r\n"...))).Decode()
	if err != nil {
		return nil, err
	}
	if len(calendar.Children) != 1 {
		return nil, errors.New("is not one component")
	}
	return calendar.Children[0], nil
}
