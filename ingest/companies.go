package ingest

import (
	"context"
	"maps"
	"slices"
	"strings"

	"kith/cypher"
)

var importCompanyNames = cypher.Must("read/import_company_names")

// employers are the companies that the files of an import know by name alone, by the ids that their rows have for them, each with the domains of
// its people's addresses.
type employers map[string]*employer

type employer struct {
	name    string
	domains map[string]bool
}

// employ notes a company and where its people have addresses, and returns the id that a row has for it.
func (r *run) employ(name string, emails []string) string {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return ""
	}
	id := companyPrefix + name
	if len(id) > idLimit {
		id = companyPrefix + hashID("name", name)
	}
	e := r.employers[id]
	if e == nil {
		e = &employer{name, map[string]bool{}}
		r.employers[id] = e
	}
	for _, email := range emails {
		if domain := domainOf(strings.ToLower(email)); !isFreeMail(domain) {
			e.domains[domain] = true
		}
	}
	return id
}

// importCompanies finds the accounts that companies known by name are: what this source has made of one before, then the one account of this
// source with that very name, then the one that has the domain of its people's addresses. What is not found becomes an account where unknown
// people become contacts; else its people come in without.
func importCompanies(ctx context.Context, r *run) error {
	if len(r.employers) == 0 {
		return nil
	}
	ids := slices.Sorted(maps.Keys(r.employers))
	for batch := range slices.Chunk(ids, recordBatch) {
		if err := r.findCompanies(ctx, batch); err != nil {
			return err
		}
	}
	unknown := slices.DeleteFunc(ids, func(id string) bool { return r.companies[id] != "" })
	switch {
	case len(unknown) == 0:
		return nil
	case r.strangers == nil:
		r.note("%d companies are no accounts yet: their people come in without them", len(unknown))
		return nil
	}
	if err := r.spoolCompanies(unknown); err != nil {
		return err
	}
	if err := r.made(ctx); err != nil {
		return err
	}
	for batch := range slices.Chunk(unknown, recordBatch) {
		if err := r.foundBefore(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

// findCompanies finds the accounts of a batch of companies.
func (r *run) findCompanies(ctx context.Context, ids []string) error {
	if err := r.foundBefore(ctx, ids); err != nil {
		return err
	}
	var names, domains []string
	for _, id := range ids {
		if r.companies[id] == "" {
			names = append(names, r.employers[id].name)
			for domain := range r.employers[id].domains {
				domains = append(domains, domainsAbove(domain)...)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	named := map[string][]string{}
	rows, err := ask[namedAccount](ctx, r, nil, importCompanyNames, map[string]any{"source": r.source, "names": distinct(names)})
	if err == nil {
		rows, err = seen(ctx, r, rows, func(row namedAccount) string { return row.ID })
	}
	if err != nil {
		return err
	}
	for _, row := range rows {
		named[row.Name] = append(named[row.Name], row.ID)
	}
	accounts, err := r.accountsOf(ctx, domains)
	if err != nil {
		return err
	}
	for _, id := range ids {
		company := r.employers[id]
		if r.companies[id] != "" {
			continue
		}
		at := slices.Concat(named[company.name], r.planned.companies[company.name])
		for domain := range company.domains {
			if account := r.accountAt(accounts, domain); len(at) == 0 && account != "" {
				at = append(at, account)
			}
		}
		if at = distinct(at); len(at) == 1 {
			r.companies[id] = at[0]
		}
	}
	return nil
}

type namedAccount struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// foundBefore finds the accounts that were made for companies.
func (r *run) foundBefore(ctx context.Context, ids []string) error {
	found, err := r.referred(ctx, "account", ids)
	for id, account := range found {
		r.companies[id] = account.ID
	}
	return err
}

// spoolCompanies makes accounts of companies, with the domain where all a company's people have addresses, and nobody else's.
func (r *run) spoolCompanies(ids []string) error {
	times := map[string]int{}
	for _, company := range r.employers {
		for domain := range company.domains {
			times[domain]++
		}
	}
	for _, id := range ids {
		company, domain := r.employers[id], ""
		for d := range company.domains {
			if len(company.domains) == 1 && times[d] == 1 && !r.ours[d] {
				domain = d
			}
		}
		spool, err := r.spoolOf("unknown companies", "accounts", "id", "name", "domain")
		if err != nil {
			return err
		}
		if err := spool.write(spool.name, 0, []string{id, company.name, domain}, nil); err != nil {
			return err
		}
	}
	return nil
}
