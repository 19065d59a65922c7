package ingest

import (
	"errors"
	"io"
	"slices"
	"strings"
)

// Recognised says what files are, before they are imported.
type Recognised struct {
	Files []RecognisedFile `json:"files"`
	Kinds []KindShown      `json:"kinds"` // what columns can be mapped to
}

// RecognisedFile is one of them.
type RecognisedFile struct {
	Name      string             `json:"name"`
	Form      string             `json:"form,omitempty" enums:"csv,mailbox,message,calendar,cards"` // absent where it is none
	Kind      *string            `json:"kind"`                                                      // of a CSV; null: it has to be mapped
	Likely    *string            `json:"likely"`                                                    // without a kind: the one that fits best
	System    *string            `json:"system" example:"Salesforce contacts"`                      // whose layout it is
	Columns   []RecognisedColumn `json:"columns"`                                                   // of a CSV, in its order
	Missing   []string           `json:"missing"`                                                   // columns that its kind, or the likely one, needs and it has not
	NeedsUser bool               `json:"needsUser"`                                                 // the import has to be told whose connections they are
	Notes     []string           `json:"notes"`
	Error     *string            `json:"error"` // why it cannot come in as it is
}

// RecognisedColumn is a column of a CSV.
type RecognisedColumn struct {
	Name    string   `json:"name"`
	To      *string  `json:"to"`      // ours; without a kind a guess
	Samples []string `json:"samples"` // the first that are not empty
}

// KindShown is a kind of rows and the columns that a mapping may name.
type KindShown struct {
	Kind    string        `json:"kind"`
	Custom  bool          `json:"custom"` // whether it takes custom.NAME
	Columns []ColumnShown `json:"columns"`
}

// ColumnShown is a column of ours.
type ColumnShown struct {
	Name     string   `json:"name"`
	Type     string   `json:"type" enums:"text,list,choice,choices,date,instant,number,integer,percent,flag"`
	Required bool     `json:"required"` // in a mapped file
	Allowed  []string `json:"allowed"`
}

// RecogniseLimit is how much of a file is looked at.
const RecogniseLimit = 1 << 20

const (
	sampleRows    = 20
	samples       = 5
	longestSample = 100
)

// Recognise says what the files are that came in. It writes nothing.
func (u *Upload) Recognise() (Recognised, error) {
	answer := Recognised{Files: []RecognisedFile{}, Kinds: kindsShown()}
	for _, source := range u.files {
		file, err := recognised(source)
		if err != nil {
			return answer, err
		}
		answer.Files = append(answer.Files, file)
	}
	return answer, nil
}

func recognised(source Source) (RecognisedFile, error) {
	file := RecognisedFile{Name: source.Name, Columns: []RecognisedColumn{}, Missing: []string{}, Notes: []string{}}
	form, err := recogniseForm(source, DefaultLimits)
	var refused *Refused
	switch {
	case errors.As(err, &refused):
		file.Error = &refused.Reason
	case err != nil:
		return file, err
	default:
		file.Form, file.NeedsUser = form.what, form.wanting(Terms{}) != nil
		file.Notes = append(file.Notes, form.notes...)
	}
	if form != nil && form.file == nil {
		return file, nil
	}
	header, rows, err := firstRows(source)
	if errors.As(err, &refused) {
		return file, nil // it is no CSV either: the error says why
	}
	if err != nil {
		return file, err
	}
	file.Form = "csv"
	to := make([]string, len(header))
	var kind *Kind
	switch {
	case form == nil:
		if kind, to = likely(header); kind != nil {
			file.Likely = &kind.Name
		}
	case form.file.layout != nil:
		l := form.file.layout
		kind, file.System = form.file.Kind, &l.system
		for _, c := range l.columns {
			for _, at := range columnsLike(header, c.theirs) {
				if to[at] == "" {
					to[at] = c.column
				}
			}
		}
		for _, at := range columnsLike(header, l.company) {
			to[at] = companyColumn
		}
		file.Kind = &kind.Name
	default:
		kind, file.Kind = form.file.Kind, &form.file.Kind.Name
		for i, c := range form.file.Columns {
			if c.Type != Unknown {
				to[i] = c.Name
			}
		}
	}
	for i, name := range header {
		column := RecognisedColumn{Name: name, Samples: []string{}}
		if to[i] != "" {
			column.To = &to[i]
		}
		for _, row := range rows {
			if cell := strings.TrimSpace(row[i]); cell != "" && len(column.Samples) < samples {
				column.Samples = append(column.Samples, shortened(cell))
			}
		}
		file.Columns = append(file.Columns, column)
	}
	if kind != nil && file.System == nil {
		for _, c := range kind.Columns {
			if c.Required && !slices.Contains(to, c.Name) && (file.Kind != nil || c.Name != "id" || !idIsMade(kind.Name)) {
				file.Missing = append(file.Missing, c.Name)
			}
		}
	}
	return file, nil
}

func shortened(cell string) string {
	if signs := []rune(cell); len(signs) > longestSample {
		return string(signs[:longestSample]) + "…"
	}
	return cell
}

// firstRows are the header of a CSV and its first rows, whatever its columns are.
func firstRows(source Source) (header []string, rows [][]string, err error) {
	in := &input{Source: source}
	in.mapping = &FileMapping{}
	f, err := in.open(DefaultLimits)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for _, c := range f.Columns {
		header = append(header, strings.TrimSpace(c.Name))
	}
	for range sampleRows {
		row, err := f.Next()
		var fault *Reject
		switch {
		case errors.Is(err, io.EOF):
			return header, rows, nil
		case errors.As(err, &fault):
		case err != nil:
			return header, rows, err
		default:
			rows = append(rows, slices.Clone(row.Cells))
		}
	}
	return header, rows, nil
}

// likely is the kind of which a header seems to have most columns, and which columns these are: by our names however they are written, and by those
// that other systems have for them.
func likely(header []string) (best *Kind, to []string) {
	to, most := make([]string, len(header)), 0
	for _, kind := range Kinds {
		guesses, found := make([]string, len(header)), 0
		for i, h := range header {
			if guesses[i] = kind.like(h); guesses[i] != "" {
				found++
			}
		}
		if found > most {
			best, to, most = kind, guesses, found
		}
	}
	return best, to
}

// like is the column of the kind that another name seems to mean, or empty.
func (k *Kind) like(name string) string {
	plain := strings.NewReplacer(" ", "_", "-", "_", ".", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
	if column, known := k.Column(plain); known {
		return column.Name
	}
	for _, l := range layouts {
		if l.kind != k.Name {
			continue
		}
		for _, c := range l.columns {
			if len(columnsLike([]string{name}, c.theirs)) > 0 {
				return c.column
			}
		}
		if len(columnsLike([]string{name}, l.company)) > 0 {
			return companyColumn
		}
	}
	return ""
}

// unmapped are columns that Kith's own exports have and nobody else's.
var unmapped = []string{"kith_id", "external_ids", "updated_at", "created_by", "confidence", "relation_id", "relation_created_at"}

var typesShown = map[Type]string{Text: "text", List: "list", Choice: "choice", Choices: "choices", Date: "date", Instant: "instant", Number: "number",
	Integer: "integer", Percent: "percent", Bool: "flag"}

func kindsShown() []KindShown {
	var all []KindShown
	for _, kind := range Kinds {
		shown := KindShown{Kind: kind.Name, Custom: kind.Custom}
		for _, c := range kind.Columns {
			if !slices.Contains(unmapped, c.Name) {
				shown.Columns = append(shown.Columns, ColumnShown{Name: c.Name, Type: typesShown[c.Type], Required: c.Required && !(c.Name == "id" && idIsMade(kind.Name)),
					Allowed: append([]string{}, c.Allowed...)})
			}
		}
		if kind.Name == "contacts" {
			shown.Columns = append(shown.Columns, ColumnShown{Name: companyColumn, Type: typesShown[Text], Allowed: []string{}})
		}
		all = append(all, shown)
	}
	return all
}
