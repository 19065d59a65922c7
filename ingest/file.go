package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/charmap"
)

// Limits bound what a file may make the reader hold or expand.
type Limits struct {
	Row, Cell int   // most bytes of a row and of a cell
	Expanded  int64 // most bytes that a compressed file may become
	Ratio     int64 // most times that it may grow, counted once it has become 16 MiB
}

// DefaultLimits hold for imports: rows of 1 MiB, cells of 128 KiB, compressed files of 64 GiB unpacked that grow at most
// 200 times (CSV grows 4 to 20 times).
var DefaultLimits = Limits{Row: 1 << 20, Cell: 128 << 10, Expanded: 64 << 30, Ratio: 200}

// ratioFrom is the expanded size from which on the ratio counts: below it a bomb does no harm.
const ratioFrom = 16 << 20

// A File is one CSV file under way: its header is read, its rows come one by one.
type File struct {
	Name string // as given
	Kind *Kind
	// Columns are those of the header, in its order; those of Type Unknown are to be left out.
	Columns []Column
	// Notes say in words what the file's owner should know: unknown columns, a name that says another kind.
	Notes []string
	// Size is the file's size in bytes, as it is (compressed or not); 0 where Open did not open it.
	Size int64

	layout  *layout // what another system wrote; its columns are as they stand
	scanner rowScanner
	next    func() (Row, error) // where the rows come from elsewhere
	cell    int                 // most bytes of a cell
	read    atomic.Int64        // bytes taken from the source
	slab    []string            // cells for the rows to come
	close   func() error
}

// A Row is one row of a file. Its cells stay valid.
type Row struct {
	Line  int // physical line on which it starts, from 1
	Cells []string
	stood *stood // where it comes from another form of file
}

// Refused says why a file was refused whole, in words for its owner.
type Refused struct {
	File, Reason string
}

func (r *Refused) Error() string { return r.File + ": " + r.Reason }

// Open opens the file and reads its header. The error is a *Refused where the file is no import file.
func Open(path string, limits Limits) (*File, error) {
	source, err := os.Open(path) //nolint:gosec // the file is the one to import: named at the command line, or a job's own
	if err != nil {
		return nil, err
	}
	info, err := source.Stat()
	if err == nil && info.IsDir() {
		err = &Refused{path, "is a folder"}
	}
	if err != nil {
		return nil, errors.Join(err, source.Close())
	}
	file, err := Read(path, source, limits)
	if err != nil {
		return nil, errors.Join(err, source.Close())
	}
	file.Size, file.close = info.Size(), source.Close
	return file, nil
}

// Read reads the header of a file that comes as a stream, plain or gzip. The error is a *Refused where it is no import file.
func Read(name string, source io.Reader, limits Limits) (*File, error) {
	return read(name, source, limits, nil)
}

// read reads the header of a file whose columns a mapping may name.
func read(name string, source io.Reader, limits Limits, mapping *FileMapping) (*File, error) {
	f := &File{Name: name, cell: limits.Cell, close: func() error { return nil }}
	text, err := f.unpack(&counted{source, &f.read}, limits)
	if err != nil {
		return nil, f.failed(err)
	}
	start, err := text.Peek(text.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, f.failed(err)
	}
	switch {
	case bytes.HasPrefix(start, []byte("\xef\xbb\xbf")):
		if _, err := text.Discard(3); err != nil {
			return nil, f.failed(err)
		}
		start = start[3:]
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return nil, &Refused{name, "is UTF-16: save it as UTF-8"}
	}

	f.scanner = rowScanner{r: text, delimiter: delimiterOf(start), line: 1, limit: limits.Row}
	first, err := f.scanner.next()
	if errors.Is(err, io.EOF) {
		return nil, &Refused{name, "is empty: not even a header"}
	}
	if err != nil {
		return nil, f.failed(err)
	}
	if reason := first.fault; reason != "" {
		return nil, &Refused{name, "its header cannot be read: " + reason}
	}
	if bytes.IndexByte(first.text, 0) >= 0 {
		return nil, &Refused{name, "its header has NUL characters: if it is UTF-16, save it as UTF-8"}
	}
	if strings.TrimSpace(string(first.text)) == "Notes:" { // LinkedIn says something before its header
		for err == nil && !bytes.Contains(first.text, []byte("First Name")) {
			first, err = f.scanner.next()
		}
		if err != nil {
			return nil, &Refused{name, "has no header after its notes"}
		}
	}
	header, err := ofWindows(string(first.text))
	if err != nil {
		return nil, err
	}
	err = f.head(splitCells(nil, header, f.scanner.delimiter), mapping)
	switch {
	case header != string(first.text) && (err != nil || f.layout == nil):
		return nil, &Refused{name, "its header is not UTF-8: save it as UTF-8"}
	case err != nil:
		return nil, &Refused{name, err.Error()}
	}
	return f, nil
}

// ofWindows is a text as UTF-8; one that is not yet comes of a program that exports in the old charset of Windows.
func ofWindows(text string) (string, error) {
	if utf8.ValidString(text) {
		return text, nil
	}
	return charmap.Windows1252.NewDecoder().String(text)
}

// head takes the header in: the file's kind and columns.
func (f *File) head(header []string, mapping *FileMapping) error {
	if mapping != nil {
		other := &layout{}
		if mapping.Kind != "" { // else nobody knows yet what it holds
			var err error
			if other, err = mapping.layout(header); err != nil {
				return err
			}
			f.Notes = other.leftOut(f.Name, header)
		}
		f.laidOut(other, header)
		return nil
	}
	kind, err := recognise(f.Name, header)
	if other, knows := layoutOf(header); other != nil && (err != nil || knows > kind.knows(header)) {
		f.Notes = other.leftOut(f.Name, header)
		f.laidOut(other, header)
		return nil
	}
	if err != nil {
		return err
	}
	f.Kind = kind
	seen := map[string]bool{}
	var unknown []string
	for _, h := range header {
		column, known := kind.Column(h)
		if !known {
			column.Type = Unknown
			unknown = append(unknown, h)
		} else if seen[column.Name] {
			return fmt.Errorf("the column %s stands twice in its header", column.Name)
		}
		seen[column.Name] = true
		f.Columns = append(f.Columns, column)
	}
	if len(unknown) > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("%s: %s takes no column %s: left out", f.Name, kind.Name, shown(unknown)))
	}
	if named := namedLike(f.Name, Kinds); named != nil && named != kind {
		f.Notes = append(f.Notes, fmt.Sprintf("%s: by its columns it holds %s", f.Name, kind.Name))
	}
	return nil
}

// laidOut says that the file has another system's layout.
func (f *File) laidOut(other *layout, header []string) {
	f.layout, f.Kind = other, KindNamed(other.kind)
	for _, h := range header {
		f.Columns = append(f.Columns, Column{Name: h, Type: Unknown})
	}
}

// Column returns where the column stands in the file's rows, or -1.
func (f *File) Column(name string) int {
	for i, c := range f.Columns {
		if c.Name == name && c.Type != Unknown {
			return i
		}
	}
	return -1
}

// Next returns the next row. The error is io.EOF after the last one; a *Reject for a row that cannot be read, after
// which the next call goes on; anything else ends the file.
func (f *File) Next() (Row, error) {
	if f.next != nil {
		return f.next()
	}
	raw, err := f.scanner.next()
	if errors.Is(err, io.EOF) {
		return Row{}, err
	}
	if err != nil {
		return Row{}, f.failed(err)
	}
	text := string(raw.text)
	if f.layout != nil {
		if text, err = ofWindows(text); err != nil {
			return Row{}, err
		}
	}
	row := Row{Line: raw.line}
	if raw.fault != "" {
		row.Cells = []string{text}
		return Row{}, f.Reject(row, "", raw.fault)
	}

	width := len(f.Columns)
	if cap(f.slab) < width {
		f.slab = make([]string, 0, 256*width)
	}
	row.Cells = splitCells(f.slab[:0:width], text, f.scanner.delimiter)
	f.slab = f.slab[width:width]
	if len(row.Cells) != width {
		return Row{}, f.Reject(row, "", fmt.Sprintf("the row has %d cells, the header %d", len(row.Cells), width))
	}
	if !utf8.ValidString(text) {
		return Row{}, f.Reject(row, f.firstCell(row, func(s string) bool { return !utf8.ValidString(s) }), "is not UTF-8")
	}
	if strings.IndexByte(text, 0) >= 0 {
		return Row{}, f.Reject(row, f.firstCell(row, func(s string) bool { return strings.IndexByte(s, 0) >= 0 }),
			"has a NUL character")
	}
	if len(text) > f.cell {
		if column := f.firstCell(row, func(s string) bool { return len(s) > f.cell }); column != "" {
			return Row{}, f.Reject(row, column, fmt.Sprintf("is longer than %d bytes", f.cell))
		}
	}
	return row, nil
}

// firstCell returns the column of the first cell of which the condition holds.
func (f *File) firstCell(row Row, holds func(string) bool) string {
	for i, c := range row.Cells {
		if holds(c) {
			return f.Columns[i].Name
		}
	}
	return ""
}

// Reject makes the rejection of a row, or of one column of it ("" is the whole row).
func (f *File) Reject(row Row, column, reason string) *Reject {
	return row.reject(f.Name, column, reason)
}

// reject makes the rejection of a row of the file, or of the file that it stood in before.
func (row Row) reject(file, column, reason string) *Reject {
	fault := &Reject{File: file, Line: row.Line, Column: column, Reason: reason, Cells: row.Cells}
	if row.stood != nil {
		fault.File = row.stood.file
		if len(row.stood.cells) > 0 {
			fault.Cells = row.stood.cells
		}
	}
	return fault
}

// BytesRead returns how many bytes of the source are read; any goroutine may ask.
func (f *File) BytesRead() int64 { return f.read.Load() }

// Close closes what Open opened.
func (f *File) Close() error { return f.close() }

// unpack returns the source's text: itself, or what it unpacks to where it is gzip, within the limits.
func (f *File) unpack(source io.Reader, limits Limits) (*bufio.Reader, error) {
	const size = 64 << 10
	packed := bufio.NewReaderSize(source, size)
	magic, err := packed.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(magic) != "\x1f\x8b" {
		return packed, nil
	}
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(&bounded{r: unpacked, packed: &f.read, limits: limits}, size), nil
}

// failed puts what reading failed with into words.
func (f *File) failed(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, errBomb):
		return &Refused{f.Name, err.Error()}
	case errors.As(err, &corrupt), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.Is(err, io.ErrUnexpectedEOF):
		return &Refused{f.Name, "its gzip data is damaged or ends too early"}
	}
	return fmt.Errorf("%s: %w", f.Name, err)
}

// counted counts the bytes that come through.
type counted struct {
	r io.Reader
	n *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

var errBomb = errors.New("its gzip data unpacks to more than is allowed")

// bounded ends a gzip stream that unpacks to too much.
type bounded struct {
	r      io.Reader
	packed *atomic.Int64
	n      int64
	limits Limits
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	if b.n > b.limits.Expanded {
		return 0, fmt.Errorf("%w: over %d bytes", errBomb, b.limits.Expanded)
	}
	if b.n > ratioFrom && b.n > b.limits.Ratio*b.packed.Load() {
		return 0, fmt.Errorf("%w: over %d times its size", errBomb, b.limits.Ratio)
	}
	return n, err
}
