package ingest

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// mailSource is the source of all mail, so that a message is one interaction whoever's mailbox it is in.
const mailSource = "mail"

// evidenceColumns are those of the interactions that mail and calendars become.
var evidenceColumns = []string{"at", "kind", "from", "to", "cc", "organizer", "attendee", "id", "source"}

// mailDate is the date that ends the first line of a message in a mailbox file.
var mailDate = regexp.MustCompile(`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [A-Za-z0-9 ]+ \d\d:\d\d[A-Za-z0-9:+ -]*\s*$`)

// fromLine says whether the line begins a message in a mailbox file: "From somebody Mon Jan  2 15:04:05 2006".
func fromLine(line []byte) bool {
	return len(line) > 5 && string(line[:5]) == "From " && mailDate.Match(line)
}

// postedAt is the date in the first line of a message, zero where there is none.
func postedAt(line string) time.Time {
	text := strings.Join(strings.Fields(mailDate.FindString(line)), " ")
	for _, layout := range []string{"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04 2006", "Mon Jan 2 15:04:05 -0700 2006", "Mon Jan 2 15:04:05 MST 2006",
		"Mon Jan 2 15:04:05 2006 -0700", time.RFC1123Z, time.RFC1123} {
		if at, err := time.Parse(layout, text); err == nil {
			return at
		}
	}
	return time.Time{}
}

// readMailbox spools the messages of a mailbox file.
func readMailbox(ctx context.Context, r *run, f *File, text *bufio.Reader) error {
	m := newMessageReader(text)
	for more := true; more; {
		line, _, err := m.next()
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.report(f.Name, f.BytesRead())
		number, posted := m.number, postedAt(string(line))
		if err := r.readMessage(f.Name, number, m, posted); err != nil {
			return err
		}
		if more, err = m.skip(); err != nil {
			return err
		}
	}
	return nil
}

// readOne spools the one message that a file is.
func readOne(_ context.Context, r *run, f *File, text *bufio.Reader) error {
	return r.readMessage(f.Name, 1, newMessageReader(text), time.Time{})
}

// readMessage spools the message whose header comes next.
func (r *run) readMessage(file string, line int, m *messageReader, posted time.Time) error {
	h, fault, err := m.header()
	if err != nil {
		return err
	}
	spool, err := r.spoolOf("messages and meetings", "interactions", evidenceColumns...)
	if err != nil {
		return err
	}
	if fault != "" {
		return spool.reject(&Reject{File: file, Line: line, Reason: fault})
	}
	e, column, fault := readEnvelope(&h, posted, r.latest())
	if fault != "" {
		return spool.reject(&Reject{File: file, Line: line, Column: column, Reason: fault})
	}
	if r.mailbox.leavesOutMessage(e) {
		return nil
	}
	if !e.robot {
		r.strangers.see(e.from)
	}
	for _, a := range e.receivers() {
		r.strangers.see(a)
	}
	r.strangers.never(e.lists...)
	return spool.write(file, line, []string{FormatInstant(e.at), "email", e.from.Address, addressCell(e.to), addressCell(e.cc), "", "", e.id, mailSource}, nil)
}

// latest is the last instant that a message can be of: a day from now, for clocks that are fast.
func (r *run) latest() time.Time {
	now := time.Now()
	if r.now.After(now) {
		now = r.now
	}
	return now.AddDate(0, 0, 1)
}

// readMaildir spools the messages of a Maildir folder and of the folders in it; what is in tmp is not delivered yet.
func (r *run) readMaildir(ctx context.Context, source Source) error {
	folders := []string{""}
	entries, err := os.ReadDir(source.Path)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") && isMaildir(filepath.Join(source.Path, entry.Name())) {
			folders = append(folders, entry.Name())
		}
	}
	for _, folder := range folders {
		if r.mailbox.leavesOutFolder(folder) {
			continue
		}
		for _, part := range []string{"cur", "new"} {
			within := filepath.Join(folder, part)
			entries, err := os.ReadDir(filepath.Join(source.Path, within))
			if err != nil {
				return err
			}
			for _, entry := range entries {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if strings.HasPrefix(entry.Name(), ".") || entry.IsDir() {
					continue
				}
				file := Source{Name: filepath.Join(source.Name, within, entry.Name()), Path: filepath.Join(source.Path, within, entry.Name())}
				err := r.readText(file, func(f *File, text *bufio.Reader) error { return readOne(ctx, r, f, text) })
				if err != nil && !errors.Is(err, fs.ErrNotExist) { // a mail program moves messages
					return err
				}
				r.report(source.Name, 0)
			}
		}
	}
	return nil
}

// isMaildir says whether the folder is one of mail, in which each message is a file.
func isMaildir(path string) bool {
	for _, part := range []string{"cur", "new"} {
		if info, err := os.Stat(filepath.Join(path, part)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// readText gives work a file's text, unpacked where it is packed. The error is a *Refused where its packing is damaged.
func (r *run) readText(source Source, work func(f *File, text *bufio.Reader) error) (err error) {
	file, err := os.Open(source.Path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	f := &File{Name: source.Name}
	text, err := f.unpack(&counted{file, &f.read}, r.limits)
	if err != nil {
		return f.failed(err)
	}
	if err := work(f, text); err != nil && !errors.Is(err, io.EOF) {
		return f.failed(err)
	}
	return nil
}
