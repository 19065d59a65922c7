package ingest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/emersion/go-message/mail"

	"kith/cypher"
)

// Strangers are people of interactions whom Kith knows by their addresses alone.

// What becomes of strangers, and of companies that nobody knows.
const (
	UnknownOut      = "out"      // they stay out: of an interaction they are only counted
	UnknownContacts = "contacts" // they become contacts at the account that has their address's domain
)

var (
	importAccountsAt  = cypher.Must("read/import_domains")
	importUserDomains = cypher.Must("read/import_user_domains")
)

// unknownPeople is what the rows are called that strangers become.
const unknownPeople = "unknown people"

// strangers are the addresses of the mail and calendars of an import that may be people's, with the names that stand beside them, and the addresses
// that are mailing lists. It is nil where strangers stay out.
type strangers struct {
	names map[string]string
	lists map[string]bool
}

// see notes somebody who wrote or was written to.
func (s *strangers) see(a *mail.Address) {
	if s == nil || s.names[a.Address] != "" || isRole(a.Address) || isFreeMail(domainOf(a.Address)) {
		return
	}
	s.names[strings.Clone(a.Address)] = personName(a.Name)
}

// never notes addresses that are nobody's.
func (s *strangers) never(addresses ...string) {
	for _, a := range addresses {
		if s != nil {
			s.lists[strings.Clone(a)] = true
		}
	}
}

// personName is a name as mail programs write it, in the order in which it is spoken; "" where it is none.
func personName(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, text)
	text = strings.Trim(strings.Join(strings.Fields(text), " "), `'"`)
	if last, first, is := strings.Cut(text, ", "); is && !strings.Contains(first, ",") {
		text = first + " " + last
	}
	if strings.Contains(text, "@") || len(text) > 200 || !strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	return text
}

// nameOf is a name made of an address: ann.alt@… is Ann Alt.
func nameOf(address string) string {
	words := strings.FieldsFunc(address[:strings.LastIndexByte(address, '@')], func(r rune) bool { return r == '.' || r == '_' || r == '-' })
	for i, word := range words {
		first, size := utf8.DecodeRuneInString(word)
		words[i] = string(unicode.ToUpper(first)) + word[size:]
	}
	if len(words) == 0 {
		return address
	}
	return strings.Join(words, " ")
}

// isOurs says whether the address has a domain of ours, or one below it.
func (r *run) isOurs(address string) bool {
	for _, domain := range domainsAbove(domainOf(address)) {
		if r.ours[domain] {
			return true
		}
	}
	return false
}

// readOurs finds out which domains are ours: those named, and those of our users' addresses.
func readOurs(ctx context.Context, r *run) error {
	r.ours = map[string]bool{}
	for _, domain := range r.options.OwnDomains {
		r.ours[strings.ToLower(strings.TrimSpace(domain))] = true
	}
	domains, err := ask[string](ctx, r, nil, importUserDomains, nil)
	if err != nil {
		return err
	}
	for address, ids := range r.planned.addresses {
		for _, id := range ids {
			if strings.HasPrefix(id, "usr_") {
				domains = append(domains, domainOf(address))
			}
		}
	}
	for _, domain := range domains {
		if !isFreeMail(domain) {
			r.ours[domain] = true
		}
	}
	return nil
}

// importStrangers makes contacts of the strangers in all files of interactions, where the import is to.
func importStrangers(ctx context.Context, r *run) error {
	if r.strangers == nil {
		return nil
	}
	for _, in := range r.inputs {
		if in.kind.Name == "interactions" && in.spool == nil {
			if err := r.seeRows(ctx, in); err != nil {
				return err
			}
		}
	}
	batch := make([]string, 0, recordBatch)
	for _, a := range slices.Sorted(maps.Keys(r.strangers.names)) {
		if r.strangers.lists[a] || r.isOurs(a) {
			continue
		}
		if batch = append(batch, a); len(batch) == cap(batch) {
			if err := r.placeStrangers(ctx, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if err := r.placeStrangers(ctx, batch); err != nil {
		return err
	}
	return r.made(ctx)
}

// seeRows notes the addresses in a file of interactions.
func (r *run) seeRows(ctx context.Context, in *input) error {
	return in.each(ctx, r.limits, func(f *File, _ int, row Row, fault *Reject) error {
		if fault != nil {
			return nil
		}
		values, err := in.values(f, row)
		if err != nil {
			return nil //nolint:nilerr // the row is rejected when its turn comes
		}
		i := &item{in: in, columns: in.columns, values: values}
		for _, part := range parts {
			for _, who := range i.names(part.column) {
				if a := address(who); plainAddress.MatchString(a) {
					r.strangers.see(&mail.Address{Address: a})
				}
			}
		}
		return nil
	})
}

// placeStrangers spools those of the addresses that nobody has and whose domain exactly one account has.
func (r *run) placeStrangers(ctx context.Context, batch []string) error {
	f := r.finder()
	var domains []string
	for _, a := range batch {
		f.person(a)
		domains = append(domains, domainsAbove(domainOf(a))...)
	}
	if err := f.find(ctx); err != nil {
		return err
	}
	accounts, err := r.accountsOf(ctx, domains)
	if err != nil {
		return err
	}
	erased, err := r.suppressed(ctx)
	if err != nil {
		return err
	}
	for _, a := range batch {
		if _, known := f.id("contact", a); known || len(f.byAddress[a]) > 0 {
			continue
		}
		if erased.Email(a) || erased.ExternalID(r.source, a) {
			r.note("who was erased stays out")
			continue
		}
		account := r.accountAt(accounts, domainOf(a))
		if account == "" {
			continue
		}
		name := r.strangers.names[a]
		if name == "" {
			name = nameOf(a)
		}
		spool, err := r.spoolOf(unknownPeople, "contacts", "id", "name", "email", "account_id")
		if err != nil {
			return err
		}
		if err := spool.write(spool.name, 0, []string{a, name, a, account}, nil); err != nil {
			return err
		}
	}
	return nil
}

// accountsOf finds the accounts that have the domains; those of a dry run too.
func (r *run) accountsOf(ctx context.Context, domains []string) (map[string][]string, error) {
	accounts := map[string][]string{}
	rows, err := ask[addressed](ctx, r, nil, importAccountsAt, map[string]any{"addresses": distinct(domains)})
	for _, row := range rows {
		accounts[row.Address] = append(accounts[row.Address], row.ID)
	}
	for _, domain := range domains {
		if planned := r.planned.domains[domain]; len(accounts[domain]) == 0 {
			accounts[domain] = planned
		}
	}
	return accounts, err
}

// accountAt is the account of the most exact domain that any account has, "" where none has, or several.
func (r *run) accountAt(accounts map[string][]string, domain string) string {
	if isFreeMail(domain) {
		return ""
	}
	for _, exact := range domainsAbove(domain) {
		switch has := accounts[exact]; len(has) {
		case 0:
		case 1:
			return has[0]
		default:
			r.note("several accounts have the domain %s: who has an address there stays out", exact)
			return ""
		}
	}
	return ""
}
