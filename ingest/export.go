package ingest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

// walks are the statements that together give every row of every file, page by page.
var walks = []struct {
	statement cypher.Statement
	of        string // what is walked, for the progress
}{
	{cypher.Must("read/export_units"), "units"},
	{cypher.Must("read/export_users"), "users"},
	{cypher.Must("read/export_relation_types"), "relation types"},
	{cypher.Must("read/export_accounts"), "accounts"},
	{cypher.Must("read/export_contacts"), "contacts"},
	{cypher.Must("read/export_positions"), "positions"},
	{cypher.Must("read/export_products"), "products"},
	{cypher.Must("read/export_opportunities"), "opportunities"},
	{cypher.Must("read/export_people"), "ties"},
	{cypher.Must("read/export_interactions"), "interactions"},
}

var (
	exportCustom = cypher.Must("read/export_custom")
	exportSize   = cypher.Must("read/export_size")
)

// exportPage is how many records one statement reads, with all that hangs on them: some MiB at most.
const exportPage = 1000

// unfinished ends the name of a file that is being written.
const unfinished = ".part"

// Exported says how many rows the file of a kind got.
type Exported struct {
	Kind string
	Rows int64
}

// Export writes the whole graph into the folder as the files of all Kinds, which it makes where it is not there, and which
// must be empty. Memory stays the same however large the graph is. Files get their names when all of them are whole, so
// a folder with an accounts.csv is a finished export. They hold personal data: only the exporting person may read them.
//
// There is no snapshot to read from: what is written into the graph meanwhile may be in the files in part, such as a
// new contact without a new tie. Nothing that stood before and was left alone is missing.
func Export(ctx context.Context, s *store.Store, v access.Viewer, dir string, progress io.Writer, terminal bool) ([]Exported, error) {
	if v.Rights != nil {
		return nil, problem.NotAllowed("An export holds all that there is, private ties too: it is made by kith export, where Kith runs.")
	}
	if err := emptyFolder(dir); err != nil {
		return nil, err
	}
	e := export{store: s, files: map[string]*exportFile{}}
	if err := e.open(ctx, dir); err != nil {
		return nil, errors.Join(err, e.abandon())
	}
	if err := e.walk(ctx, progress, terminal); err != nil {
		return nil, errors.Join(err, e.abandon())
	}
	return e.finish()
}

// emptyFolder makes the folder, or refuses one that holds anything but what a broken export left.
func emptyFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if kind, left := strings.CutSuffix(entry.Name(), ".csv"+unfinished); !left || KindNamed(kind) == nil {
			return fmt.Errorf("%s is not empty: an export needs a folder of its own", dir)
		}
	}
	return nil
}

// export is one export under way.
type export struct {
	store *store.Store
	files map[string]*exportFile // by kind
}

// exportFile is the file of one kind.
type exportFile struct {
	path    string // without unfinished
	file    *os.File
	buffer  *bufio.Writer
	rows    *Writer
	count   int64
	columns []exportColumn
	cells   []string // of the row being written
}

type exportColumn struct {
	name     string
	property string // where the statement names no value after the column
	of       Type
}

// open opens every file and writes its header.
func (e *export) open(ctx context.Context, dir string) error {
	type fields struct {
		Kind  string   `json:"kind"`
		Names []string `json:"names"`
	}
	// Reads every record once, in one go: no transaction of a question's length.
	found, err := store.Autocommit[fields](ctx, e.store, exportCustom, nil)
	if err != nil {
		return err
	}
	custom := map[string][]string{}
	for _, f := range found {
		slices.Sort(f.Names)
		custom[f.Kind] = f.Names
	}
	for _, k := range Kinds {
		f := &exportFile{path: filepath.Join(dir, k.Name+".csv")}
		if f.file, err = os.OpenFile(f.path+unfinished, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600); err != nil {
			return err
		}
		e.files[k.Name] = f
		f.buffer = bufio.NewWriterSize(f.file, 64<<10)
		header := k.ExportHeader(custom[k.Name])
		if f.rows, err = NewWriter(f.buffer, header); err != nil {
			return err
		}
		for _, name := range header {
			column, _ := k.Column(name)
			f.columns = append(f.columns, exportColumn{name, propertyOf(column), column.Type})
		}
		f.cells = make([]string, len(header))
	}
	return nil
}

// propertyOf is the property that a column holds unless the statement says otherwise: postal_code is postalCode.
func propertyOf(c Column) string {
	if c.Type == Custom {
		return c.Name
	}
	words := strings.Split(c.Name, "_")
	for i := 1; i < len(words); i++ {
		words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
	}
	return strings.Join(words, "")
}

// walk writes every row.
func (e *export) walk(ctx context.Context, w io.Writer, terminal bool) error {
	size, err := store.Read[int64](ctx, e.store, exportSize, nil)
	if err != nil {
		return err
	}
	progress := newProgress(w, terminal, size[0], false)
	return errors.Join(e.pages(ctx, progress), progress.Close())
}

func (e *export) pages(ctx context.Context, progress *Progress) error {
	type record struct {
		ID    string                      `json:"id"`
		Files map[string][]map[string]any `json:"files"` // rows by kind
	}
	var records, rows int64
	for _, walk := range walks {
		for after, more := "", true; more; {
			page, err := store.Read[record](ctx, e.store, walk.statement, map[string]any{"after": after, "limit": exportPage})
			if err != nil {
				return err
			}
			for _, r := range page {
				for kind, list := range r.Files {
					rows += int64(len(list))
					for _, row := range list {
						if err := e.files[kind].write(row); err != nil {
							return err
						}
					}
				}
				after = r.ID
			}
			records += int64(len(page))
			if err := progress.At(walk.of, records, rows); err != nil {
				return err
			}
			more = len(page) == exportPage
		}
	}
	return nil
}

// write writes one row, given by columns and properties.
func (f *exportFile) write(row map[string]any) error {
	for i, c := range f.columns {
		value, named := row[c.name]
		if !named {
			value = row[c.property]
		}
		cell, err := exportCell(c.of, value)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", f.path, c.name, err)
		}
		f.cells[i] = cell
	}
	f.count++
	return f.rows.Write(f.cells...)
}

// exportCell writes a value of the graph so that Column.Parse reads it back.
func exportCell(of Type, value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		if of == Custom {
			return FormatCustom(v), nil
		}
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return FormatNumber(v), nil
	case store.Date:
		return v.String(), nil
	case time.Time:
		return FormatInstant(v), nil
	case []any:
		return exportList(v)
	}
	return "", fmt.Errorf("a %T is no value of a cell", value)
}

// exportList writes a list of texts, or of external ids.
func exportList(list []any) (string, error) {
	texts := make([]string, len(list))
	for i, element := range list {
		switch v := element.(type) {
		case string:
			texts[i] = v
		case map[string]any:
			texts[i] = fmt.Sprintf("%s:%s", v["source"], v["id"])
		default:
			return "", fmt.Errorf("a %T is no value of a list", element)
		}
	}
	return FormatList(texts), nil
}

// finish brings every file to the disk and gives it its name.
func (e *export) finish() ([]Exported, error) {
	var done []Exported
	for _, k := range Kinds {
		f := e.files[k.Name]
		if err := errors.Join(f.rows.Flush(), f.buffer.Flush(), f.file.Sync()); err != nil {
			return nil, errors.Join(err, e.abandon())
		}
		done = append(done, Exported{k.Name, f.count})
	}
	for _, k := range Kinds {
		f := e.files[k.Name]
		if err := errors.Join(f.file.Close(), os.Rename(f.path+unfinished, f.path)); err != nil {
			return nil, err
		}
	}
	return done, nil
}

// abandon takes the unfinished files away.
func (e *export) abandon() error {
	var err error
	for _, f := range e.files {
		err = errors.Join(err, f.file.Close(), os.Remove(f.path+unfinished))
	}
	return err
}
