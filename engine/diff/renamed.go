package diff

import "strings"

// enoughAlike is from which share of equal lines two files are taken for
// versions of one. Pathways that were written on their own share a third.
const enoughAlike = 0.6

// Alike is the share of lines that two files have in common, from 0 to 1, and
// whether it is enough to take them for versions of one.
func Alike(a, b []byte) (share float64, enough bool) {
	was, is := lines(a), lines(b)
	common, total := 0, 0
	for line, n := range was {
		common += min(n, is[line])
		total += n
	}
	for _, n := range is {
		total += n
	}
	if total == 0 {
		return 0, false
	}
	share = 2 * float64(common) / float64(total)
	return share, share >= enoughAlike
}

// lines counts the lines of a file, but for blank ones and comments.
func lines(data []byte) map[string]int {
	out := map[string]int{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out[line]++
		}
	}
	return out
}

// joinRenamed makes one pair of a pathway that is gone and of one that is new
// and alike: its id has changed, and what it advises may have changed with it.
func joinRenamed(pairs []pair) []pair {
	var out, gone []pair
	for _, x := range pairs {
		if x.after == nil {
			gone = append(gone, x)
			continue
		}
		out = append(out, x)
	}
	for _, old := range gone {
		best, most := -1, 0.0
		for i, x := range out {
			if x.before != nil {
				continue
			}
			if share, enough := Alike(old.before.File().Data, x.after.File().Data); enough && share > most {
				best, most = i, share
			}
		}
		if best < 0 {
			out = append(out, old)
			continue
		}
		out[best].before, out[best].was = old.before, old.id
	}
	return out
}
