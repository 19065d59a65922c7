package ingest

import (
	"fmt"
	"path/filepath"
	"strings"
)

// recognise finds the kind of the file with this header: the one that knows most of its columns. Where several know
// equally many, the file's name decides, then which of them has its required columns. The error says in words for the
// file's owner why there is none.
func recognise(name string, header []string) (*Kind, error) {
	most := 0
	var best []*Kind
	for _, k := range Kinds {
		known := k.knows(header)
		if known > most {
			most, best = known, nil
		}
		if known == most && known > 0 {
			best = append(best, k)
		}
	}
	if k := namedLike(name, best); k != nil {
		best = []*Kind{k}
	} else if 2*most < len(header) || most == 0 {
		return nil, fmt.Errorf("no known kind of file has the columns %s", shown(header))
	}

	var complete []*Kind
	closest := best[0]
	for _, k := range best {
		missing := k.missing(header)
		if len(missing) == 0 {
			complete = append(complete, k)
		}
		if len(missing) < len(closest.missing(header)) {
			closest = k
		}
	}
	switch len(complete) {
	case 0:
		return nil, fmt.Errorf("as %s it needs the column %s", closest.Name, strings.Join(closest.missing(header), ", "))
	case 1:
		return complete[0], nil
	}
	var names []string
	for _, k := range complete {
		names = append(names, k.Name)
	}
	return nil, fmt.Errorf("its columns fit %s equally: name the file after what it holds, as in %s.csv",
		strings.Join(names, ", "), names[0])
}

// knows counts the header's columns that the kind has.
func (k *Kind) knows(header []string) (known int) {
	for _, h := range header {
		if _, ok := k.Column(h); ok {
			known++
		}
	}
	return known
}

// missing returns the required columns that the header lacks.
func (k *Kind) missing(header []string) []string {
	var missing []string
	for _, c := range k.Columns {
		if c.Required && !hasColumn(header, c.Name) {
			missing = append(missing, c.Name)
		}
	}
	return missing
}

func hasColumn(header []string, name string) bool {
	for _, h := range header {
		if strings.EqualFold(strings.TrimSpace(h), name) {
			return true
		}
	}
	return false
}

// namedLike returns the one of the kinds after which the file is named: exactly, or else with other words around it.
func namedLike(file string, kinds []*Kind) *Kind {
	word := strings.ToLower(strings.ReplaceAll(filepath.Base(file), "-", "_"))
	word, _, _ = strings.Cut(word, ".")
	word = "_" + word + "_"
	var within *Kind
	for _, k := range kinds {
		if word == "_"+k.Name+"_" {
			return k
		}
		if strings.Contains(word, "_"+k.Name+"_") {
			if within != nil {
				return nil
			}
			within = k
		}
	}
	return within
}

// shown lists the header's columns for a message, not more than a line can hold.
func shown(header []string) string {
	const most = 10
	var names []string
	for i, h := range header {
		if i == most {
			names = append(names, fmt.Sprintf("and %d more", len(header)-most))
			break
		}
		if len(h) > 40 {
			h = strings.ToValidUTF8(h[:40], "") + "…"
		}
		names = append(names, fmt.Sprintf("%q", strings.TrimSpace(h)))
	}
	return strings.Join(names, ", ")
}
