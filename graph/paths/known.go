package paths

import "context"

// Numbers are those that the graph has for people; rest are the people for whom none is known here.
func (v *View) Numbers(ids []string) (numbers []int64, rest []string) {
	s := v.now.Load()
	numbers, rest = make([]int64, 0, len(ids)), []string{}
	for _, id := range ids {
		person, found := s.find(id)
		if found {
			if number := s.people[person>>pageBits].numbers[person&inPage]; number != unknown {
				numbers = append(numbers, int64(number))
				continue
			}
		}
		rest = append(rest, id)
	}
	return numbers, rest
}

// Among are the numbers that the graph has for all ties between the people that everybody or the asker, by name, sees. Not all is known here where
// complete is false. An error is the context's.
func (v *View) Among(ctx context.Context, name string, ids []string) (numbers []int64, complete bool, err error) {
	err = v.ask(ctx, Sight{}, func(r *run) error {
		numbers, complete = []int64{}, true
		found := func(number uint32) {
			numbers = append(numbers, int64(number))
			complete = complete && number != unknown
		}
		for _, id := range ids {
			person, is := r.find(id)
			complete = complete && is
			if is {
				r.sources.add(person)
			}
		}
		for _, person := range r.sources.members {
			to, _ := r.tiesOf(person)
			if err := r.spend(len(to)); err != nil {
				return err
			}
			known, next := r.numbersOf(person), 0
			for _, n := range to {
				if !keepsNumber(person, n) {
					continue
				}
				if r.sources.has(n &^ conflict) {
					found(known[next])
				}
				next++
			}
		}
		for pair, tie := range r.private.seen[name] {
			if r.sources.has(pair[0]) && r.sources.has(pair[1]) {
				found(tie.number)
			}
		}
		return nil
	})
	return numbers, complete, err
}
