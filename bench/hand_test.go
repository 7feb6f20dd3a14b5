package bench

// byHand is the rows of testdata/subject.yaml written as Go by hand: the floor
// that everything else is held against.
func byHand(p *patient) int {
	switch {
	case p.B2 && p.B0:
		return 0
	case p.B4 && p.Smoking == "never" && (p.B2 || p.B8):
		return 1
	case p.B2 && p.N0 >= 18:
		return 2
	case p.B5 && p.B2 && p.N1 < 10:
		return 3
	case p.B6 && p.B3:
		return 4
	case p.B6 && p.N1 < 100:
		return 5
	case p.B5 && p.B4 && p.B7:
		return 6
	case p.B6 && p.N0 >= 60 && p.B5:
		return 7
	case p.B4 && p.B7 && p.N1 >= 10:
		return 8
	case p.B4 && p.N1 < 100:
		return 9
	case p.B5 && p.B6 && p.B8 && (p.B13 || p.B9):
		return 10
	case p.B6 && !p.B8 && p.N2 < 5:
		return 11
	case p.B7 && p.B8 && (p.B14 || p.B6):
		return 12
	case p.B8 && p.B10 && p.N1 >= 10:
		return 13
	case p.B10 && p.B11 && !p.B7 && (p.B12 || p.B14):
		return 14
	case p.B7 && p.N2 >= 5:
		return 15
	case p.B9 && !p.B11 && p.N1 >= 10:
		return 16
	case p.B11 && p.B9 && p.B10:
		return 17
	case p.B10 && p.B9 && !p.B13:
		return 18
	case p.B13 && p.Smoking == "ex" && p.N2 < 2:
		return 19
	case p.B11 && p.N0 >= 60 && !p.B10:
		return 20
	case p.B13 && p.N1 < 100:
		return 21
	case p.B11 && p.B15 && (p.B12 || p.B14):
		return 22
	case p.B15 && p.N0 >= 40:
		return 23
	case p.B15 && p.B16 && p.N0 >= 18:
		return 24
	case p.B14 && p.N0 < 60 && p.Smoking == "never":
		return 25
	case p.B13 && p.N2 >= 2 && (p.B17 || p.B19):
		return 26
	case p.B14 && p.B16 && p.B18 && (p.B15 || p.B20):
		return 27
	case p.B18 && !p.B14:
		return 28
	case p.B16 && p.B15 && (p.B19 || p.B20):
		return 29
	case p.B16 && p.B15:
		return 30
	case p.B19 && p.N2 >= 5 && p.B20 && (p.B16 || p.B2):
		return 31
	case p.B19 && p.B20 && (p.B1 || p.B3):
		return 32
	case p.B18 && p.N0 < 18 && !p.B19 && (p.B1 || p.B4):
		return 33
	case p.B18 && !p.B0 && (p.B4 || p.B2):
		return 34
	case p.B20 && p.N0 < 60:
		return 35
	case p.B0 && p.B20 && !p.B18 && (p.B4 || p.B1):
		return 36
	case p.B20 && p.N1 < 100 && p.B2 && (p.B3 || p.B0):
		return 37
	case p.B1 && p.B19:
		return 38
	case p.B3 && p.B20 && (p.B0 || p.B7):
		return 39
	}
	return 40
}
