package subject

any1 if input.b2
any1 if input.b8
any10 if input.b13
any10 if input.b9
any12 if input.b14
any12 if input.b6
any14 if input.b12
any14 if input.b14
any22 if input.b12
any22 if input.b14
any26 if input.b17
any26 if input.b19
any27 if input.b15
any27 if input.b20
any29 if input.b19
any29 if input.b20
any31 if input.b16
any31 if input.b2
any32 if input.b1
any32 if input.b3
any33 if input.b1
any33 if input.b4
any34 if input.b4
any34 if input.b2
any36 if input.b4
any36 if input.b1
any37 if input.b3
any37 if input.b0
any39 if input.b0
any39 if input.b7

row := 0 if { input.b2; input.b0 } else := 1 if { input.b4; input.smoking == "never"; any1 } else := 2 if { input.b2; input.n0 >= 18 } else := 3 if { input.b5; input.b2; input.n1 < 10 } else := 4 if { input.b6; input.b3 } else := 5 if { input.b6; input.n1 < 100 } else := 6 if { input.b5; input.b4; input.b7 } else := 7 if { input.b6; input.n0 >= 60; input.b5 } else := 8 if { input.b4; input.b7; input.n1 >= 10 } else := 9 if { input.b4; input.n1 < 100 } else := 10 if { input.b5; input.b6; input.b8; any10 } else := 11 if { input.b6; not input.b8; input.n2 < 5 } else := 12 if { input.b7; input.b8; any12 } else := 13 if { input.b8; input.b10; input.n1 >= 10 } else := 14 if { input.b10; input.b11; not input.b7; any14 } else := 15 if { input.b7; input.n2 >= 5 } else := 16 if { input.b9; not input.b11; input.n1 >= 10 } else := 17 if { input.b11; input.b9; input.b10 } else := 18 if { input.b10; input.b9; not input.b13 } else := 19 if { input.b13; input.smoking == "ex"; input.n2 < 2 } else := 20 if { input.b11; input.n0 >= 60; not input.b10 } else := 21 if { input.b13; input.n1 < 100 } else := 22 if { input.b11; input.b15; any22 } else := 23 if { input.b15; input.n0 >= 40 } else := 24 if { input.b15; input.b16; input.n0 >= 18 } else := 25 if { input.b14; input.n0 < 60; input.smoking == "never" } else := 26 if { input.b13; input.n2 >= 2; any26 } else := 27 if { input.b14; input.b16; input.b18; any27 } else := 28 if { input.b18; not input.b14 } else := 29 if { input.b16; input.b15; any29 } else := 30 if { input.b16; input.b15 } else := 31 if { input.b19; input.n2 >= 5; input.b20; any31 } else := 32 if { input.b19; input.b20; any32 } else := 33 if { input.b18; input.n0 < 18; not input.b19; any33 } else := 34 if { input.b18; not input.b0; any34 } else := 35 if { input.b20; input.n0 < 60 } else := 36 if { input.b0; input.b20; not input.b18; any36 } else := 37 if { input.b20; input.n1 < 100; input.b2; any37 } else := 38 if { input.b1; input.b19 } else := 39 if { input.b3; input.b20; any39 } else := 40
