package ingest

import (
	"fmt"
	"hash/fnv"
	"sort"
	"strings"
	"time"

	"kith/graph/store"
)

// given is what a source gave last of a record: a fingerprint for each column that it filled. Kith keeps it beside the source's id, so that a
// row that says what it said before changes nothing, whatever people have made of the record since.
type given map[string]string

// fingerprint is a short mark of a value, equal for equal values; empty for none.
func fingerprint(value any) string {
	var text string
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		text = v
	case bool:
		text = fmt.Sprint(v)
	case int64:
		text = FormatNumber(float64(v))
	case float64:
		text = FormatNumber(v)
	case store.Date:
		text = v.String()
	case time.Time:
		text = FormatInstant(v)
	case []string:
		if len(v) == 0 {
			return ""
		}
		text = strings.Join(v, "\x1f")
	case []any:
		texts := make([]string, len(v))
		for i, element := range v {
			texts[i] = fmt.Sprint(element)
		}
		return fingerprint(texts)
	default:
		text = fmt.Sprint(v)
	}
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(text)) // never fails
	return fmt.Sprintf("%08x", hash.Sum32())
}

// stored is the form that the graph keeps: "column=fingerprint", sorted.
func (g given) stored() []string {
	list := make([]string, 0, len(g))
	for column, mark := range g {
		list = append(list, column+"="+mark)
	}
	sort.Strings(list)
	return list
}

// givenOf reads the stored form; nil is none.
func givenOf(list []string) given {
	if list == nil {
		return nil
	}
	g := make(given, len(list))
	for _, entry := range list {
		if at := strings.LastIndexByte(entry, '='); at >= 0 {
			g[entry[:at]] = entry[at+1:]
		}
	}
	return g
}
