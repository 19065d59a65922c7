package ingest

import (
	"hash/maphash"
	"math/bits"
	"strings"
)

// key names the columns that say together which thing a row is about; a later row of a file with the same cells holds. An exported relation
// says its own id.
func (in *input) key() []string {
	_, exported := in.columns["kith_id"]
	if _, relation := in.kind.Column("created_by"); relation && exported && in.kind.Name != "positions" {
		return []string{"kith_id"}
	}
	switch in.kind.Name {
	case "interactions":
		return []string{"id", "source"}
	case "subsidiaries":
		return []string{"child_id", "parent_id", "since"}
	case "line_items":
		return []string{"opportunity_id", "product_id"}
	case "account_team":
		return []string{"account_id", "user_email", "since"}
	case "opportunity_team":
		return []string{"opportunity_id", "user_email", "since"}
	case "buying_center":
		return []string{"opportunity_id", "contact_id", "since"}
	case "influences":
		return []string{"from_id", "to_id", "opportunity_id", "since"}
	case "relations":
		return []string{"from_id", "to_id", "type", "since"}
	case "ties":
		return []string{"person_a", "person_b"}
	case "tie_sources":
		return []string{"person_a", "person_b", "kind", "source", "said_by"}
	}
	return []string{"id"}
}

// repeats know which rows of a file a later row stands for.
type repeats struct {
	cells []int // where the key stands in a row, -1 where the file has not the column
	pairs bool  // the first two cells of the key mean the same either way round
	last  map[string]int
}

// repeated says whether a later row of the file has this one's key.
func (r repeats) repeated(cells []string, number int) bool {
	if len(r.last) == 0 {
		return false
	}
	last, known := r.last[rowKey(r.cells, cells, r.pairs)]
	return known && number < last
}

// single says whether no other row of the file has this one's key.
func (r repeats) single(cells []string) bool {
	_, known := r.last[rowKey(r.cells, cells, r.pairs)]
	return !known
}

func rowKey(at []int, cells []string, pairs bool) string {
	if at[0] < 0 || cells[at[0]] == "" || len(at) == 1 {
		if at[0] < 0 {
			return ""
		}
		return cells[at[0]]
	}
	var key strings.Builder
	part := func(i int) string {
		if at[i] < 0 {
			return ""
		}
		return strings.TrimSpace(cells[at[i]])
	}
	from := 0
	if pairs {
		a, b := part(0), part(1)
		if b < a {
			a, b = b, a
		}
		key.WriteString(a + "\x1f" + b)
		from = 2
	}
	for i := from; i < len(at); i++ {
		key.WriteString(part(i) + "\x1f")
	}
	return key.String()
}

// A repeatFinder finds keys that come more than once in memory that does not grow with their number: a filter of bits says which keys may
// have come before, and only those are kept.
type repeatFinder struct {
	bits []uint64
	mask uint64
	seed maphash.Seed
	last map[string]int // key → the last row that has it, of keys that came before, or look like one that did
}

// newRepeatFinder makes one for a file of so many bytes: four bits for each byte, from 8 KiB to 32 MiB, are enough that few keys are kept for
// nothing.
func newRepeatFinder(length int64) *repeatFinder {
	size := min(max(uint64(4*length), 1<<16), 1<<28) //nolint:gosec // the length of a file is not negative
	size = 1 << (bits.Len64(size - 1))
	return &repeatFinder{bits: make([]uint64, size/64), mask: size - 1, seed: maphash.MakeSeed(), last: map[string]int{}}
}

// see notes a key and the row that has it.
func (f *repeatFinder) see(key string, number int) {
	if f.seen(key) {
		f.last[strings.Clone(key)] = number
	}
}

// seen says whether a key may have come before, and notes that it has now.
func (f *repeatFinder) seen(key string) bool {
	hash := maphash.String(f.seed, key)
	first, second := hash&f.mask, (hash>>32|hash<<32)&f.mask
	before := f.bits[first/64] >> (first % 64) & (f.bits[second/64] >> (second % 64)) & 1
	f.bits[first/64] |= 1 << (first % 64)
	f.bits[second/64] |= 1 << (second % 64)
	return before == 1
}
