package demo

import (
	"embed"
	"fmt"
	"path"
	"strings"
)

//go:embed names/*.txt
var nameFiles embed.FS

// language is how people are called where it is spoken.
type language struct {
	women, men, families []nameForms
	familyFirst          bool
	between              string // what stands between the two parts of a name
}

// nameForms is one name: a family name may differ for men and women.
type nameForms struct{ man, woman spelled }

// spelled is a name in its own script and, for addresses, in plain ASCII letters.
type spelled struct{ native, latin string }

type fullName struct{ first, last, full, mailbox string }

// loadLanguages reads the lists of names; each file's head says how.
func loadLanguages() map[string]*language {
	entries, err := nameFiles.ReadDir("names")
	if err != nil {
		panic(err) // the files are part of the binary
	}
	languages := make(map[string]*language, len(entries))
	for _, e := range entries {
		text, err := nameFiles.ReadFile(path.Join("names", e.Name()))
		if err != nil {
			panic(err)
		}
		languages[strings.TrimSuffix(e.Name(), ".txt")] = parseLanguage(string(text))
	}
	for code, between := range map[string]string{"ja": " ", "zh": "", "ko": ""} {
		languages[code].familyFirst, languages[code].between = true, between
	}
	return languages
}

func parseLanguage(text string) *language {
	l := &language{between: " "}
	lists := map[string]*[]nameForms{"[women]": &l.women, "[men]": &l.men, "[families]": &l.families}
	var list *[]nameForms
	for row := range strings.Lines(text) {
		row = strings.TrimSpace(row)
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		if next := lists[row]; next != nil {
			list = next
			continue
		}
		for name := range strings.SplitSeq(row, ", ") {
			*list = append(*list, parseName(name))
		}
	}
	return l
}

// parseName reads "native", "native=latin" or either with "/" between a man's form and a woman's.
func parseName(text string) nameForms {
	native, latin, given := strings.Cut(text, "=")
	if !given {
		latin = native
	}
	man, woman, inflected := strings.Cut(native, "/")
	manLatin, womanLatin, _ := strings.Cut(latin, "/")
	if !inflected {
		woman, womanLatin = man, manLatin
	}
	return nameForms{spelled{man, asciiLetters(manLatin)}, spelled{woman, asciiLetters(womanLatin)}}
}

// name invents one, for a woman or a man.
func (l *language) name(d dice) fullName {
	given, family := pick(d, l.women).woman, pick(d, l.families).woman
	if d.chance(.5) {
		given, family = pick(d, l.men).man, pick(d, l.families).man
	}
	full := given.native + l.between + family.native
	if l.familyFirst {
		full = family.native + l.between + given.native
	}
	return fullName{given.native, family.native, full, given.latin + "." + family.latin}
}

var plainLetters = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "ae", "å", "a", "ą", "a", "ç", "c", "ć", "c", "č", "c",
	"è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e", "ğ", "g", "ì", "i", "í", "i", "î", "i", "ï", "i", "ı", "i", "i̇", "i",
	"ł", "l", "ñ", "n", "ń", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "oe", "ś", "s", "ş", "s", "ß", "ss",
	"ù", "u", "ú", "u", "û", "u", "ü", "ue", "ý", "y", "ź", "z", "ż", "z", "'", "", " ", "", "-", "")

// asciiLetters writes a name in Latin script as an address would.
func asciiLetters(name string) string { return plainLetters.Replace(strings.ToLower(name)) }

// newPerson invents somebody who lives in a country; one in eight has a name from elsewhere.
func (s *sample) newPerson(d dice, home *country) *person {
	from := home
	if d.chance(.12) {
		from = &countries[d.IntN(len(countries))]
	}
	return &person{name: s.languages[from.language].name(d), home: home}
}

// mailbox gives a person an address at a domain that nobody else has.
func (s *sample) mailbox(p *person, domain string) string {
	address := p.name.mailbox + "@" + domain
	for n := 2; s.mailboxes[address]; n++ {
		address = fmt.Sprintf("%s%d@%s", p.name.mailbox, n, domain)
	}
	s.mailboxes[address] = true
	return address
}
