package ingest

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
)

// A spool holds the rows of one of our kinds that files of other forms became, so that such a file is read once however many passes its rows
// take. Its file has no name on the disk, only space, which is free again when the program ends, whatever ends it.
type spool struct {
	name    string
	kind    *Kind
	columns []Column
	file    *os.File
	buffer  *bufio.Writer
	rows    *csv.Writer
	// companies are the accounts of companies that account_id names by name alone, once they are found.
	companies map[string]string
	taken     bool // it is a file of the import by now: no more rows
}

// A stood is where and how a row stood in a file of another form.
type stood struct {
	file  string
	cells []string // nil: as it became
}

// spoolOf returns the spool of that name, made where there is none yet for rows of a kind with these of its columns.
func (r *run) spoolOf(name, kind string, columns ...string) (*spool, error) {
	for _, s := range r.spools {
		if s.name == name && s.kind.Name == kind {
			return s, nil
		}
	}
	return r.newSpool(name, kind, columns...)
}

// newSpool makes a spool of its own.
func (r *run) newSpool(name, kind string, columns ...string) (*spool, error) {
	s := &spool{name: name, kind: KindNamed(kind), companies: r.companies}
	for _, name := range columns {
		column, _ := s.kind.Column(name)
		column.Required = column.Required && column.Name != "from" // a meeting has no sender
		s.columns = append(s.columns, column)
	}
	file, err := os.CreateTemp("", "kith-import-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	s.file, s.buffer = file, bufio.NewWriterSize(file, 64<<10)
	s.rows = csv.NewWriter(s.buffer)
	r.spools = append(r.spools, s)
	return s, nil
}

// companyPrefix begins the ids by which rows name a company that they know by its name alone.
const companyPrefix = "company:"

// prefixed is how many cells of a spooled record stand before the row's: file, line, and of one that cannot go in the column and reason.
const prefixed = 4

// write adds a row: a cell for each column, and how it stood, nil where the cells say it.
func (s *spool) write(file string, line int, cells, stood []string) error {
	return s.record(file, line, "", "", cells, stood)
}

// reject adds a row that cannot go in.
func (s *spool) reject(fault *Reject) error {
	return s.record(fault.File, fault.Line, fault.Column, fault.Reason, make([]string, len(s.columns)), fault.Cells)
}

func (s *spool) record(file string, line int, column, reason string, cells, stood []string) error {
	record := append([]string{file, strconv.Itoa(line), column, reason}, cells...)
	for i, cell := range record {
		record[i] = clean(cell)
	}
	return s.rows.Write(append(record, stood...))
}

// clean takes out of a text what no cell may have.
func clean(text string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD")
}

// input is the spool as a file of the import, once all rows are in.
func (s *spool) input() (*input, error) {
	s.rows.Flush()
	if err := errors.Join(s.rows.Error(), s.buffer.Flush()); err != nil {
		return nil, err
	}
	info, err := s.file.Stat()
	if err != nil {
		return nil, err
	}
	in := &input{Source: Source{Name: s.name}, kind: s.kind, length: info.Size(), columns: map[string]int{}, spool: s, counts: Counts{Kind: s.kind.Name}}
	for i, c := range s.columns {
		in.columns[c.Name] = i
	}
	return in, nil
}

// open gives the rows from the first on; one whose company is no account has none.
func (s *spool) open(name string) *File {
	f := &File{Name: name, Kind: s.kind, Columns: s.columns, close: func() error { return nil }}
	rows := csv.NewReader(&counted{io.NewSectionReader(s.file, 0, math.MaxInt64), &f.read})
	rows.FieldsPerRecord = -1
	account := f.Column("account_id")
	f.next = func() (Row, error) {
		record, err := rows.Read()
		if err != nil {
			return Row{}, err
		}
		line, err := strconv.Atoi(record[1])
		if err != nil {
			return Row{}, err
		}
		width := prefixed + len(s.columns)
		row := Row{Line: line, Cells: record[prefixed:width:width], stood: &stood{file: record[0], cells: record[width:]}}
		if record[3] != "" {
			return Row{}, f.Reject(row, record[2], record[3])
		}
		if account >= 0 && strings.HasPrefix(row.Cells[account], companyPrefix) && s.companies[row.Cells[account]] == "" {
			if s.kind.Name == "positions" {
				return Row{}, errNoRow // a seat cannot be without its account
			}
			row.Cells[account] = ""
		}
		return row, nil
	}
	return f
}

// takeSpools makes the spools that were filled into files of the import.
func (r *run) takeSpools() (inputs []*input, err error) {
	for _, s := range r.spools {
		if s.taken {
			continue
		}
		s.taken = true
		in, err := s.input()
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, in)
	}
	r.inputs = append(r.inputs, inputs...)
	return inputs, nil
}

// closeSpools frees what the spools have on the disk.
func (r *run) closeSpools() (err error) {
	for _, s := range r.spools {
		err = errors.Join(err, s.file.Close())
	}
	return err
}
