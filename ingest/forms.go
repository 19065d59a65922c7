package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A form is what a file is: a CSV of one of our kinds, or something else, which is read into rows of them.
type form struct {
	Source
	size  int64
	what  string // csv, mailbox, message, calendar or cards; empty is a folder
	file  *File  // of a CSV: its header
	notes []string
	read  func(context.Context, *run) error // nil for a CSV of ours
}

// recogniseForm finds out what a file is, by how it begins. The error is a *Refused where it is nothing that can be imported.
func recogniseForm(source Source, limits Limits) (_ *form, err error) {
	info, err := os.Stat(source.Path)
	if err != nil {
		return nil, err
	}
	form := &form{Source: source, size: info.Size()}
	if info.IsDir() {
		if !isMaildir(source.Path) {
			return nil, &Refused{source.Name, "is a folder"}
		}
		form.read = func(ctx context.Context, r *run) error { return r.readMaildir(ctx, source) }
		return form, nil
	}
	start, err := startOf(source, limits)
	if err != nil {
		return nil, err
	}
	text := func(what string, read func(ctx context.Context, r *run, f *File, text *bufio.Reader) error) {
		form.what, form.read = what, func(ctx context.Context, r *run) error {
			return r.readText(source, func(f *File, text *bufio.Reader) error { return read(ctx, r, f, text) })
		}
	}
	switch {
	case source.mapping != nil:
		err = form.readHeader(limits)
	case len(start) == 0 && evidenceName(source.Name): // an empty mailbox is nothing bad
		form.what, form.read = "mailbox", func(context.Context, *run) error { return nil }
	case mailboxStart(start):
		text("mailbox", readMailbox)
	case hasWord(start, "BEGIN:VCALENDAR"):
		form.what, form.read = "calendar", func(ctx context.Context, r *run) error { return readCalendar(ctx, r, source) }
	case hasWord(start, "BEGIN:VCARD"):
		text("cards", readCards)
	case strings.EqualFold(filepath.Ext(strings.TrimSuffix(source.Name, ".gz")), ".eml") || messageStart.Match(start):
		text("message", readOne)
	default:
		err = form.readHeader(limits)
	}
	if err != nil {
		return nil, err
	}
	return form, nil
}

// readHeader reads the header of a CSV.
func (form *form) readHeader(limits Limits) (err error) {
	in := &input{Source: form.Source}
	if form.file, err = in.open(limits); err != nil {
		return err
	}
	form.what, form.notes = "csv", form.file.Notes
	if form.file.layout != nil {
		form.read = func(ctx context.Context, r *run) error { return readExport(ctx, r, form.Source) }
	}
	return form.file.Close()
}

// hasWord says whether a text begins with a word, in any letter case, after empty lines.
func hasWord(start []byte, word string) bool {
	start = bytes.TrimLeft(start, "\r\n\t ")
	return len(start) >= len(word) && strings.EqualFold(string(start[:len(word)]), word)
}

// mailboxStart says whether a mailbox file begins so: with a line of its own before the first message.
func mailboxStart(start []byte) bool {
	first, second, _ := bytes.Cut(start, []byte("\n"))
	return bytes.HasPrefix(start, []byte("From ")) && (fromLine(first) || fieldStart.Match(second))
}

var fieldStart = regexp.MustCompile(`^[!-9;-~]+:`)

// evidenceName says whether a file is named as mailboxes, messages, calendars and cards are.
func evidenceName(path string) bool {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(path), ".gz")) {
	case ".mbox", ".mbx", ".eml", ".ics", ".ical", ".vcf", ".vcard":
		return true
	}
	return false
}

// messageStart is how a single message begins.
var messageStart = regexp.MustCompile(`(?i)^(?:return-path|received|delivered-to|from|to|date|subject|message-id|mime-version|x-[a-z0-9-]+|dkim-signature|arc-seal):[ \t\r\n]`)

// startOf is the beginning of a file's text, unpacked, without the mark that some programs put before UTF-8.
func startOf(source Source, limits Limits) (start []byte, err error) {
	file, err := os.Open(source.Path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	f := &File{Name: source.Name}
	text, err := f.unpack(&counted{file, &f.read}, limits)
	if err != nil {
		return nil, f.failed(err)
	}
	start, err = text.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, f.failed(err)
	}
	return bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), nil
}

// bringsUsers reports whether the file's rows are users.
func (form *form) bringsUsers() bool {
	return form.file != nil && form.file.Kind != nil && form.file.Kind.Name == "users"
}

// administers reports whether what the file holds is changed only by those who may administer.
func (form *form) administers() bool {
	return form.file != nil && form.file.Kind != nil && slices.Contains([]string{"users", "units", "relation_types"}, form.file.Kind.Name)
}

// wanting is the refusal of a file for which the import has to be told more.
func (form *form) wanting(terms Terms) error {
	if form.file != nil && form.file.layout != nil && form.file.layout.known != "" && terms.User == "" {
		return &Refused{form.Name, "is one user's own connections: say whose, by --user or user= and the user's e-mail address"}
	}
	return nil
}

// input is a CSV of ours as a file of the import.
func (form *form) input() *input {
	in := &input{Source: form.Source, length: form.size, columns: map[string]int{}, kind: form.file.Kind, counts: Counts{Kind: form.file.Kind.Name}}
	for i, c := range form.file.Columns {
		if c.Type != Unknown {
			in.columns[c.Name] = i
		}
	}
	return in
}
