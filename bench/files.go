package bench

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kith/access"
	"kith/localdb"
)

const (
	source  = "bench"
	created = "2026-01-05T09:00:00Z"
)

// file is one CSV file of the offline importer. No value of ours needs quotes.
type file struct {
	localdb.CSV
	header string
	rows   func(n *network, put func(cells ...string))
}

var files = []file{
	{nodes("Account"), "id:ID(account),name,employees:long,class,belongsTo:string[],createdAt:datetime,updatedAt:datetime,version:long", accountRows},
	{nodes("Contact:Person"), "id:ID(person),firstName,lastName,name,phones:string[],attitude,belongsTo:string[],createdAt:datetime,updatedAt:datetime,version:long", contactRows},
	{nodes("User:Person"), "id:ID(person),name,email,active:boolean,belongsTo:string[],createdAt:datetime,updatedAt:datetime,version:long", userRows},
	{nodes("Unit"), "id:ID(unit),name,createdAt:datetime,updatedAt:datetime,version:long", unitRows},
	{nodes("Email"), ":ID(email),address", emailRows},
	{nodes("Position"), "id:ID(position),title,department,assistant:boolean,placeholder:boolean,createdAt:datetime,updatedAt:datetime,version:long", positionRows},
	{nodes("Opportunity"), "id:ID(deal),name,status,stage,value:double,currency,belongsTo:string[],createdAt:datetime,updatedAt:datetime,version:long", dealRows},
	{relations("MEMBER_OF"), ":START_ID(person),:END_ID(unit),id,source,status", memberOfRows},
	{relations("PART_OF"), ":START_ID(unit),:END_ID(unit),id,source,status", partOfRows},
	{relations("HAS_EMAIL"), ":START_ID(person),:END_ID(email),index:long", hasEmailRows},
	{relations("AT"), ":START_ID(position),:END_ID(account),id,source,status", atRows},
	{relations("HOLDS"), ":START_ID(person),:END_ID(position),id,source,status,primary:boolean,since:date,until:date", holdsRows},
	{relations("REPORTS_TO"), ":START_ID(position),:END_ID(position),id,source,status,line", lineRows},
	{relations("OWNED_BY"), ":START_ID(account),:END_ID(person)", ownerRows},
	{relations("FOR"), ":START_ID(deal),:END_ID(account)", forRows},
	{relations("INVOLVED_IN"), ":START_ID(person),:END_ID(deal),id,source,status,roles:string[],attitude,politicalStatus,influence:long", memberRows},
	{relations("INFLUENCES"), ":START_ID(person),:END_ID(person),id,source,status,weight:long,effect,opportunityId", influenceRows},
	{relations("KNOWS"), ":START_ID(person),:END_ID(person),id,strength:double,status,muted:boolean,source,since:date,staleOn:date", tieRows},
	{relations("TIE_SOURCE"), ":START_ID(person),:END_ID(person),id,kind,source,saidBy,strength:double,status,muted:boolean,private:boolean", tieSourceRows},
}

func nodes(labels string) localdb.CSV     { return localdb.CSV{Labels: labels} }
func relations(ofType string) localdb.CSV { return localdb.CSV{Relationships: ofType} }

// write writes the importer's files into dir, one row after the other, and returns them with how many rows they have.
func (n *network) write(ctx context.Context, dir string, say func(format string, args ...any)) (written []localdb.CSV, rows int, err error) {
	for i, f := range files {
		f.Path = filepath.Join(dir, fmt.Sprintf("%02d.csv", i))
		count, err := f.write(ctx, n)
		if err != nil {
			return nil, 0, err
		}
		say("%d rows of %s written", count, f.Labels+f.Relationships)
		rows += count
		written = append(written, f.CSV)
	}
	return written, rows, nil
}

func (f file) write(ctx context.Context, n *network) (rows int, err error) {
	out, err := os.Create(f.Path)
	if err != nil {
		return 0, err
	}
	defer out.Close()
	w := bufio.NewWriterSize(out, 1<<20)
	_, _ = w.WriteString(f.header + "\n") // a failure stays and shows at the end
	f.rows(n, func(cells ...string) {
		if rows++; ctx.Err() != nil {
			return
		}
		for i, cell := range cells {
			if i > 0 {
				_ = w.WriteByte(',')
			}
			_, _ = w.WriteString(cell)
		}
		_ = w.WriteByte('\n')
	})
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	return rows, out.Close()
}

func accountRows(n *network, put func(...string)) {
	for account := range n.accounts() {
		first, end := n.seats(account)
		put(id("acc", account), lastName(account, ofName)+" Works", strconv.Itoa(end-first), "A", strings.Join(n.belongs(account), ";"), created, created, "1")
	}
}

func contactRows(n *network, put func(...string)) {
	for contact := range n.contacts() {
		first, last := firstName(contact), lastName(contact, ofLastName)
		attitude := ""
		if contact%10 == 0 {
			attitude = attitudes[mix(contact, ofAttitude)%len(attitudes)]
		}
		put(id("con", contact), first, last, first+" "+last, "+49 30 "+strconv.Itoa(contact), attitude, n.through(n.employers(contact)...)+";*", created, created, "1")
	}
}

var attitudes = []string{"nonSupporter", "neutral", "supporter", "mentor"}

func userRows(n *network, put func(...string)) {
	for user := n.contacts(); user < n.people; user++ {
		put(id("usr", user), firstName(user)+" "+lastName(user, ofLastName), email(user), "true", id("usr", user)+";"+id("unt", n.unitOf(user)), created, created, "1")
	}
}

func unitRows(n *network, put func(...string)) {
	for unit := range n.units() {
		put(id("unt", unit), "Team "+strconv.Itoa(unit), created, created, "1")
	}
}

func memberOfRows(n *network, put func(...string)) {
	for user := n.contacts(); user < n.people; user++ {
		put(id("usr", user), id("unt", n.unitOf(user)), id("rel_m", user), source, "fact")
	}
}

func partOfRows(n *network, put func(...string)) {
	for unit := 1; unit < n.units(); unit++ {
		put(id("unt", unit), id("unt", 0), id("rel_p", unit), source, "fact")
	}
}

func (n *network) owner(account int) int { return n.contacts() + account%n.users }

// belongs is whom an account belongs to: its owner, and the owner's unit.
func (n *network) belongs(account int) []string {
	return []string{id("usr", n.owner(account)), id("unt", n.unitOf(n.owner(account)))}
}

// through is whom a record belongs to that belongs to accounts.
func (n *network) through(accounts ...int) string {
	var keys []string
	for _, account := range accounts {
		for _, key := range n.belongs(account) {
			keys = append(keys, access.Through+key)
		}
	}
	slices.Sort(keys)
	return strings.Join(append([]string{access.Through}, slices.Compact(keys)...), ";")
}

func (n *network) employers(contact int) (accounts []int) {
	for _, j := range n.jobs(contact) {
		accounts = append(accounts, n.accountOf(j.seat))
	}
	return accounts
}

func email(person int) string { return "p" + strconv.Itoa(person) + "@people.example" }

func emailRows(n *network, put func(...string)) {
	for contact := range n.contacts() {
		put(strconv.Itoa(contact), email(contact))
	}
}

func hasEmailRows(n *network, put func(...string)) {
	for contact := range n.contacts() {
		put(id("con", contact), strconv.Itoa(contact), "0")
	}
}

func positionRows(n *network, put func(...string)) {
	for seat := range n.contacts() {
		title := titles[0]
		if _, below := n.manager(seat); below {
			title = titles[1+mix(seat, ofName)%(len(titles)-1)]
		}
		put(id("pos", seat), title, "Department "+strconv.Itoa(seat%9), "false", "false", created, created, "1")
	}
}

func atRows(n *network, put func(...string)) {
	for seat := range n.contacts() {
		put(id("pos", seat), id("acc", n.accountOf(seat)), id("rel_a", seat), source, "fact")
	}
}

func holdsRows(n *network, put func(...string)) {
	for contact := range n.contacts() {
		for i, j := range n.jobs(contact) {
			until := ""
			if !j.until.IsZero() {
				until = j.until.String()
			}
			put(id("con", contact), id("pos", j.seat), id("rel_h", 2*contact+i), source, "fact", strconv.FormatBool(i == 0), j.since.String(), until)
		}
	}
}

func lineRows(n *network, put func(...string)) {
	for seat := range n.contacts() {
		if manager, is := n.manager(seat); is {
			put(id("pos", seat), id("pos", manager), id("rel_r", seat), source, "fact", "solid")
		}
	}
}

func ownerRows(n *network, put func(...string)) {
	for account := range n.accounts() {
		put(id("acc", account), id("usr", n.owner(account)))
	}
}

func dealRows(n *network, put func(...string)) {
	for deal := range n.accounts() * dealsOf {
		status, stage := "open", "proposal"
		if deal%dealsOf == dealsOf-1 {
			status, stage = "won", "closed"
		}
		put(id("opp", deal), lastName(deal, ofName)+" renewal", status, stage, strconv.Itoa(10_000+deal%90*1000), "EUR", n.through(deal/dealsOf), created, created, "1")
	}
}

func forRows(n *network, put func(...string)) {
	for deal := range n.accounts() * dealsOf {
		put(id("opp", deal), id("acc", deal/dealsOf))
	}
}

var roles = []string{"decisionMaker", "economicBuyer", "champion", "user", "influencer;user", "technicalBuyer", "gatekeeper", "evaluator"}

// eachMember gives the contacts in a deal's buying centre: those at the top of the chart, a little further down for each deal.
func (n *network) eachMember(deal int, give func(contact, nth int)) {
	first, end := n.seats(deal / dealsOf)
	for nth := range membersOf {
		if contact := first + deal%dealsOf + nth; contact < end && n.holds(contact) {
			give(contact, nth)
		}
	}
}

func memberRows(n *network, put func(...string)) {
	for deal := range n.accounts() * dealsOf {
		n.eachMember(deal, func(contact, nth int) {
			political := ""
			if nth < 2 {
				political = "innerCircle"
			}
			put(id("con", contact), id("opp", deal), id("rel_i", deal*membersOf+nth), source, "fact", roles[nth],
				attitudes[mix(contact, ofRole)%len(attitudes)], political, strconv.Itoa(1+nth%5))
		})
	}
}

func influenceRows(n *network, put func(...string)) {
	for deal := range n.accounts() * dealsOf {
		before := -1
		n.eachMember(deal, func(contact, nth int) {
			if before >= 0 {
				put(id("con", contact), id("con", before), id("inf", deal*membersOf+nth), source, "fact", strconv.Itoa(1+nth%5), "positive", id("opp", deal))
			}
			before = contact
		})
	}
}

func tieRows(n *network, put func(...string)) {
	tomorrow, number := today.AddDays(1).String(), 0
	for person := range n.people {
		n.eachTie(person, func(t tie) {
			status, from, since, stale := "fact", source, "", ""
			if t.inferred {
				status, from, since = "inferred", "kith", t.since.String()
			}
			if t.stale {
				stale = tomorrow
			}
			put(n.person(t.a), n.person(t.b), id("tie", number), number64(t.strength), status, "false", from, since, stale)
			number++
		})
	}
}

func tieSourceRows(n *network, put func(...string)) {
	number := 0
	for person := range n.people {
		n.eachTie(person, func(t tie) {
			if !t.inferred {
				put(n.person(t.a), n.person(t.b), id("tie_s", number), "measured", source, source, number64(t.measured), "fact", "false", "false")
			}
			number++
		})
	}
}

func number64(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
