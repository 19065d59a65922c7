package ingest

import (
	"fmt"
	"slices"
	"strings"

	"kith/problem"
)

// A Mapping says what the columns of files are that Kith does not know by their headers, or that it is to read otherwise.
type Mapping struct {
	Files []FileMapping `json:"files"`
}

// A FileMapping says it of one file. Columns that it does not name are left out.
type FileMapping struct {
	File    string            `json:"file" example:"people.csv"` // as it is named
	Kind    string            `json:"kind" example:"contacts"`
	Columns map[string]string `json:"columns"` // theirs → ours, custom.NAME, or of contacts company: the name of who employs them
}

// companyColumn is what a column of ours is called that files know by the name alone: an employer's.
const companyColumn = "company"

// mapped is a file with what the mapping says of it.
func (t Terms) mapped(source Source) Source {
	if t.Mapping != nil {
		for i, m := range t.Mapping.Files {
			if m.File == source.Name {
				source.mapping = &t.Mapping.Files[i]
			}
		}
	}
	return source
}

// unmatched are the files that a mapping names and that there are not.
func (m *Mapping) unmatched(files []Source) (faults []problem.FieldError) {
	if m == nil {
		return nil
	}
	for i, f := range m.Files {
		if !slices.ContainsFunc(files, func(s Source) bool { return s.Name == f.File }) {
			faults = append(faults, problem.FieldError{Pointer: fmt.Sprintf("/mapping/files/%d/file", i), Detail: "is none of the files"})
		}
	}
	return faults
}

// layout is that of a file with this header. The error says in words for the file's owner why there is none.
func (m *FileMapping) layout(header []string) (*layout, error) {
	kind := KindNamed(m.Kind)
	if kind == nil {
		return nil, fmt.Errorf("its mapping: there is no kind %q", m.Kind)
	}
	l := &layout{system: "the mapping", kind: kind.Name}
	named := make([]string, len(header)) // ours, for each of theirs
	for theirs, ours := range m.Columns {
		at := columnsLike(header, []string{strings.TrimSpace(theirs)})
		if len(at) == 0 {
			return nil, fmt.Errorf("its mapping: the file has no column %q", theirs)
		}
		if ours == companyColumn && kind.Name == "contacts" {
			named[at[0]] = ours
			continue
		}
		column, known := kind.Column(ours)
		if !known {
			return nil, fmt.Errorf("its mapping: %s has no column %q", kind.Name, ours)
		}
		named[at[0]] = column.Name
	}
	for i, ours := range named {
		theirs := strings.TrimSpace(header[i])
		if ours == companyColumn {
			l.company = append(l.company, theirs)
			continue
		}
		if ours == "" {
			continue
		}
		if at := slices.IndexFunc(l.columns, func(c exported) bool { return c.column == ours }); at >= 0 {
			l.columns[at].theirs = append(l.columns[at].theirs, theirs)
			continue
		}
		column, _ := kind.Column(ours)
		made := exported{column: ours, theirs: []string{theirs}}
		if column.Type == Number || column.Type == Integer {
			made.as = number
		}
		l.columns = append(l.columns, made)
	}
	for _, c := range kind.Columns {
		if c.Required && !(c.Name == "id" && idIsMade(kind.Name)) && !slices.Contains(named, c.Name) {
			return nil, fmt.Errorf("its mapping: %s need the column %s", kind.Name, c.Name)
		}
	}
	return l, nil
}

// idIsMade reports whether rows of a kind get an id from what they say where a layout has none.
func idIsMade(kind string) bool { return kind == "accounts" || kind == "contacts" }
