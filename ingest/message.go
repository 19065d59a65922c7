package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-message/textproto"
)

// envelopeFields are the fields of a message's header that are read; all others, and what follows the header, are passed over unseen.
var envelopeFields = map[string]bool{
	"from": true, "sender": true, "to": true, "cc": true, "date": true, "message-id": true, "received": true, "return-path": true,
	"list-id": true, "list-post": true, "auto-submitted": true, "precedence": true,
}

// headerLimit is how many bytes the header of a message may have.
const headerLimit = 1 << 20

// Why a message is rejected whose header cannot be read.
const (
	faultHeaderLong = "its header is longer than 1 MiB"
	faultHeaderEnds = "it ends in the middle of its header"
	faultNoHeader   = "is not a message: it has no header"
)

// messageReader reads a text of messages line by line, in bounded memory however long a line is.
type messageReader struct {
	r      *bufio.Reader
	number int    // of the line that next returned last, from 1
	again  []byte // a line that next is to return again
}

func newMessageReader(r *bufio.Reader) *messageReader { return &messageReader{r: r} }

// next returns the next line with its end, of a very long one the first part; it is valid until the call after. Length is the whole line's. The
// error is io.EOF after the last one.
func (m *messageReader) next() (line []byte, length int, err error) {
	if m.again != nil {
		line, m.again = m.again, nil
		return line, len(line), nil
	}
	line, err = m.r.ReadSlice('\n')
	length = len(line)
	if errors.Is(err, bufio.ErrBufferFull) {
		line = bytes.Clone(line)
		for errors.Is(err, bufio.ErrBufferFull) {
			var more []byte
			more, err = m.r.ReadSlice('\n')
			length += len(more)
			if length <= headerLimit {
				line = append(line, more...)
			}
		}
	}
	if err != nil && (!errors.Is(err, io.EOF) || length == 0) {
		return nil, 0, err
	}
	m.number++
	return line, length, nil
}

// upcoming is the number of the line that next returns next.
func (m *messageReader) upcoming() int {
	if m.again != nil {
		return m.number
	}
	return m.number + 1
}

// header reads from a message's first line to the empty line after its header and keeps the fields of the envelope. Fault says why there is no header
// that can be read.
func (m *messageReader) header() (h mail.Header, fault string, err error) {
	var kept bytes.Buffer
	keep, fields, total := false, false, 0
	for {
		line, length, err := m.next()
		if errors.Is(err, io.EOF) {
			return h, map[bool]string{true: faultHeaderEnds, false: faultNoHeader}[fields], nil
		}
		if err != nil {
			return h, "", err
		}
		if fromLine(line) {
			m.again = line // the next message begins here already
			return h, faultHeaderEnds, nil
		}
		if total += length; total > headerLimit {
			return h, faultHeaderLong, nil
		}
		text := bytes.TrimRight(line, "\r\n")
		if len(text) == 0 {
			break
		}
		if text[0] != ' ' && text[0] != '\t' { // else it goes on with the field before
			name, _, is := bytes.Cut(text, []byte(":"))
			keep = is && envelopeFields[strings.ToLower(string(bytes.TrimSpace(name)))]
			fields = fields || is && len(name) > 0 && !bytes.ContainsAny(name, " \t")
		}
		if keep {
			kept.Write(text)
			kept.WriteString("\r\n")
		}
	}
	if !fields {
		return h, faultNoHeader, nil
	}
	kept.WriteString("\r\n")
	if h.Header.Header, err = textproto.ReadHeader(bufio.NewReader(&kept)); err != nil {
		return h, faultNoHeader, nil //nolint:nilerr // a fault of the message, whose text is not to be repeated
	}
	return h, "", nil
}

// skip passes over the body. It returns whether another message of the mailbox follows, whose first line next returns.
func (m *messageReader) skip() (more bool, err error) {
	for {
		line, _, err := m.next()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if fromLine(line) {
			m.again = line
			return true, nil
		}
	}
}
