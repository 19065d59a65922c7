package ingest

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kith/graph"
)

// erasedRow is all that is said of a row that names a person who was erased: the row itself is not kept.
const erasedRow = "names a person who was erased: Kith takes them in no more"

// suppressed is the list of who was erased, as it is now.
func (r *run) suppressed(ctx context.Context) (*graph.Suppressed, error) {
	list, err := r.graph.Suppressed(ctx)
	if err == nil {
		r.erased.Store(list)
	}
	return list, err
}

// isErased reports whether the row is of a person who was erased.
func (record *record) isErased(list *graph.Suppressed, source string) bool {
	if list.None() {
		return false
	}
	profile, _ := record.properties["linkedinUrl"].(string)
	ids, _ := record.item.value("external_ids").([]ExternalID)
	emails, _ := record.beside["emails"].([]string)
	return list.ExternalID(source, record.id) || profile != "" && list.Profile(profile) || slices.ContainsFunc(emails, list.Email) ||
		slices.ContainsFunc(ids, func(id ExternalID) bool { return list.ExternalID(id.Source, id.ID) })
}

// putRecords writes a batch, and looks its rows up anew where a person in it was erased after that.
func (r *run) putRecords(ctx context.Context, w *recordWrites) error {
	err := r.writeRecords(ctx, w)
	for errors.Is(err, graph.ErrErased) {
		items := slices.DeleteFunc(w.items, func(i *item) bool { return i.in.outcome(r, i.number)&out != 0 })
		if w, err = r.lookUpRecords(ctx, w.kind, items); err == nil {
			err = r.writeRecords(ctx, w)
		}
	}
	return err
}

// without is the fault of a row; of one that names a person who was erased it is nothing of the row.
func (r *Reject) without(list *graph.Suppressed, source string) *Reject {
	if !names(list, source, r.Cells) {
		return r
	}
	return &Reject{File: r.File, Line: r.Line, Column: r.Column, Reason: erasedRow}
}

// names reports whether cells hold what a person who was erased was known by. A short number can be anything: it is taken for what the source calls a
// person only where a row begins with it.
func names(list *graph.Suppressed, source string, cells []string) bool {
	if list.None() {
		return false
	}
	for i, cell := range cells {
		for word := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(";,\t<>\"", r) }) {
			word = strings.TrimSpace(word)
			of, id, has := strings.Cut(word, ":")
			isNumber := len(word) < 6 && strings.Trim(word, "0123456789") == ""
			if (i == 0 || !isNumber) && list.ExternalID(source, word) || strings.Contains(word, "@") && list.Email(word) || has && list.ExternalID(of, id) || list.Profile(word) {
				return true
			}
		}
	}
	return false
}

// Forget takes the rows of persons who were erased out of what finished imports rejected.
func (j *Jobs) Forget(ctx context.Context) error {
	list, err := j.graph.Suppressed(ctx)
	if err != nil || list.None() {
		return err
	}
	j.mu.Lock()
	if j.forgot == list {
		j.mu.Unlock()
		return nil
	}
	sources := map[string]string{}
	for id, job := range j.jobs {
		if job.State != Running {
			sources[id] = job.Source
		}
	}
	j.mu.Unlock()
	for id, source := range sources {
		if err := forgetIn(filepath.Join(j.dir, id, rejectsFile), list, source); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	j.mu.Lock()
	j.forgot = list
	j.mu.Unlock()
	return nil
}

// forgetIn writes a file of rejected rows anew where some of them name a person who was erased.
func forgetIn(path string, list *graph.Suppressed, source string) (err error) {
	file, err := os.Open(path) //nolint:gosec // a job's own file
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	part, err := os.OpenFile(path+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //nolint:gosec // beside a job's own file
	if err != nil {
		return err
	}
	changed, err := copyWithout(part, file, list, source)
	if err = errors.Join(err, part.Close()); err != nil || !changed {
		return errors.Join(err, os.Remove(path+".part"))
	}
	return os.Rename(path+".part", path)
}

func copyWithout(to io.Writer, from io.Reader, list *graph.Suppressed, source string) (changed bool, err error) {
	in, rows := csv.NewReader(from), csv.NewWriter(to)
	in.FieldsPerRecord = -1
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			rows.Flush()
			return changed, rows.Error()
		}
		if err != nil {
			return changed, err
		}
		if head := len(rejectsHeader); len(record) > head && names(list, source, record[head:]) {
			record, changed = append(record[:head-1:head-1], erasedRow), true
		}
		if err := rows.Write(record); err != nil {
			return changed, err
		}
	}
}
