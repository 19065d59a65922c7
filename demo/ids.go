package demo

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"go.jetify.com/typeid"
)

// kithID is the id that a record has in Kith, so that documents can show addresses that work: a TypeID of the kind's
// prefix whose time is the day on which the record came to be, and whose rest comes from the seed and the row's id. Of
// another Today it is the same: the time is reckoned as if the history ended on the default's.
func (s *sample) kithID(prefix, row string, created day) string {
	hash := sha256.Sum256(fmt.Appendf(nil, "%d %s", s.Seed, row))
	id := hash[:16]
	timeOfDay := int64(binary.BigEndian.Uint32(hash[16:])) % (24 * time.Hour).Milliseconds()
	at := (dayOf(Default().Today) + min(created, s.today) - s.today).midnight().UnixMilli() + timeOfDay
	binary.BigEndian.PutUint16(id, uint16(at>>32))
	binary.BigEndian.PutUint32(id[2:], uint32(at))
	id[6] = 0x70 | id[6]&0x0f // version 7 of RFC 9562
	id[8] = 0x80 | id[8]&0x3f // its variant
	made, err := typeid.FromUUIDBytesWithPrefix(prefix, id)
	if err != nil {
		panic(fmt.Sprintf("prefix %q: %v", prefix, err)) // prefixes are those of the files below
	}
	return made.String()
}

// known is the day since which somebody is in the books: that of the first job, though not before the account's.
func (p *person) known() day {
	if p.unplaced != nil {
		return max(p.unplaced.since, p.unplaced.account.created)
	}
	return max(p.jobs[0].since, p.jobs[0].seat.account.created)
}
