package expr_test
import ("testing";"fmt")
func TestZZ(t *testing.T){
 env:=newEnv(t)
 for _,s:=range []string{
 "smoker && fit_result >= 10","smoker = weight_loss","smoker and not weight_loss or haemoptysis","fit_result ≥ 10 & smoker","smoking_status == “current”","fit_result >= 10ug","fit_result >= 10 ug/g && smoker","age < 6 months","fit_result >= 10%","fit_result => 10","smoker == yes","smoker == \"no\"","smoking_status == curent","smoking_status == current","smoking_status in [ex, current]","smoking_status == \"curent\"","smoking_status in [\"ex\", \"curren\"]","\"rsh\" in features","features == \"rash\"","fit_result == \"10\"","fit_result >= \"high\"","psa == 4.0","psa > 4.05","psa > 4.1","fit_result > 500","fit_result > too_high","fit_result > half_way","fit_result > fit_threshold","now() > age","age.orValue(0) > 3","features.exists(f, f == \"rash\")","smoking_status.startsWith(\"c\")","atleast(2, smoker, haemoptysis)","at_least(3, smoker, haemoptysis)","at_least(0, smoker)","at_least(smoker, haemoptysis)","missing(fit)","missing(red_flags)","missing(spirometry_report)","spirometry_report","fit_result","smoking_status","features","any(smoker)","any(features)","fit_result % 2 == 0","fit_reslt > 3","age < months(6)","age < weeks(8)","age < months(x)","7/2 < onset","onset <= age","weight*10000 >= 35*height*height","hb < (smoking_status == \"never\" ? 120 : 130)","smoker == (age > 5)","1 < 2","fit_result < 5 < 3","smoker ? fit_result : smoker","smoking_status < \"x\"","smoking_status.current","features[0]","null == smoker","{}","weight / (height - 150) > 2","at_least(2, smoker, \n haemoptysis, fit_result >= 10)","smoker &&","(smoker","smoker haemoptysis","smoker ? haemoptysis","smoker && @","fit_result in [1, 2, 500]","fit_result == 3.0","-change > 3","change*2.0 > 3","weight > height","\"current\" in smoking_status","features in [\"rash\"]","smoker in features","side_of_pain == side_of_lump","true","x'","age >= 40 && fit_result >= 10 && smoker && psa_raised",
 "'smoker'", "10 <= fit_result", ".smoker", "not(smoker)", "smoker || (haemoptysis",
 }{
  c,is:=env.Compile(s)
  fmt.Printf("%s\n",s)
  for _,i:=range is { fmt.Printf("   %s [%d,%d) %q %s | %s\n",i.Code,i.Start,i.End,s[i.Start:i.End],i.Message,i.Help)}
  if c!=nil { _=c }
 }
}
