"""Two hundred texts as news has them, one a line, " | " where a sentence ends.

Written from the kinds that splitters break at, before any was run.
"""

CASES = """
He was taken to Ft. Bragg on Monday. | His family stayed.
The brigade left Ft. Hood, Texas, in May. | It came back in June.
They moved to Pt. Reyes last year. | The lighthouse stands there.
The wall is approx. 40 metres long. | It is old.
It cost approx. $3 million. | Nobody paid.
She grew up in Springfield, Mass. and moved to Boston. | She is 40.
He lives in Cambridge, Mass. | His brother lives in Maine.
The fire began at 12 Park Ave. near the station. | It spread.
The shop on Fifth Ave. Manhattan closed. | It was old.
They met on Pennsylvania Ave. | The talks took an hour.
Sales rose to 4.5 bn. euros in May. | Profits fell.
It sold 3 mln. tonnes of wheat. | Prices rose.
The fund lost 2 bln. roubles. | It closed.
Amb. Susan Rice spoke first. | She was brief.
The envoy, Amb. Lee Won, agreed. | He signed.
Spc. John Baker was wounded. | He is 22.
The medal went to Spc. Ana Ruiz. | She smiled.
The vote is on Wed. Nov. 5 in the hall. | It ends at noon.
He arrived on Tue. Sept. 3. | She came later.
Polls open Nov. 4. | Results come later.
The law of Nov. 2012 was repealed. | A new one came.
They met in Rm. 12 of the Capitol. | It was cold.
See Rm. No. 4 for the list. | It is long.
The group is No. 1 in Asia. | It grew.
He wore No. 23. | She wore No. 7.
The answer was no. | He left.
Is it true? | No. | It is false.
The case is Roe vs. Wade. | It was decided in 1973.
Smith v. Jones was heard. | It lasted days.
It was Ali vs. Frazier again. | Ali won.
Gen. Mark Milley spoke. | He left.
Lt. Gen. H.R. McMaster resigned. | He wrote a book.
Maj. Gen. Qian Lihua flew home. | He is 60.
Sgt. Bowe Bergdahl was freed. | He was held for years.
Cpl. Jane Smith and Pvt. Tom Hall died. | They were 20.
Capt. James Cook sailed south. | He found land.
Col. Sanders sold chicken. | He wore white.
Adm. Mike Mullen retired. | He was 65.
Sen. John McCain voted no. | He gave a sign.
Rep. Ilhan Omar and Reps. Lee and Chu agreed. | They voted.
Gov. Gavin Newsom vetoed it. | It was late.
Lt. Gov. Dan Patrick presided. | He is 70.
Sens. Warren and Cruz spoke. | They disagreed.
Pres. Biden flew to Kyiv. | He took a train.
Prof. Anna Lee teaches law. | She wrote a book.
Dr. Anthony Fauci retired. | He was 81.
Mr. and Mrs. Smith came. | They left early.
Ms. Okafor denied it. | She resigned.
Rev. Al Sharpton spoke. | The crowd cheered.
Hon. Judge Lee presided. | The case was closed.
Msgr. Paul Tighe was there. | He prayed.
Fr. Thomas Reese wrote it. | It was read.
Supt. Maria Lopez resigned. | She was tired.
Det. Sgt. Bill Hall found it. | He called.
Insp. Gen. Glenn Fine left. | He was fired.
Atty. Gen. William Barr spoke. | He was calm.
Dist. Atty. Fani Willis charged him. | He denied it.
J.K. Rowling wrote it. | It sold.
George W. Bush won. | He served two terms.
Samuel L. Jackson starred. | It was a hit.
J. R. R. Tolkien taught there. | He wrote at night.
The book is by C.S. Lewis. | It is short.
John F. Kennedy Jr. died. | He was 38.
Robert Downey Jr. starred. | He won.
Martin Luther King Jr. Day is Monday. | Banks close.
Sammy Davis Sr. danced. | He sang.
The firm is Apple Inc. | It is large.
Brandt Bros. Inc. sold it. | It was cheap.
He runs Warner Bros. | It makes films.
It was bought by Brandt Bros. Inc. | The price was low.
Tesla Inc. shares fell. | Ford Co. rose.
Toyota Motor Corp. said so. | It recalled cars.
He sued Exxon Corp. | He lost.
HSBC Holdings Plc. cut jobs. | It is a bank.
The owner is Tata Sons Ltd. | It is Indian.
Alibaba Group Holding Ltd. rose. | It fell later.
Goldman Sachs & Co. advised it. | The fee was high.
It opens at 9:15 a.m. | It closes at noon.
It opens at 9:15 a.m. on Monday. | It closes at noon.
The show ran from 8 p.m. to 10 p.m. | It was long.
He woke at 6 a.m. | He ate.
The fire started about 3 a.m. Friday. | Nobody died.
It is 10 a.m. EST in Boston. | It is 3 p.m. GMT in London.
The U.S. said so. | China denied it.
He moved to the U.S. | He was ten.
U.S. Steel rose. | It fell.
The U.N. Security Council met. | It adopted nothing.
He works for the U.N. | She works for the E.U.
The U.K. Supreme Court ruled. | It was final.
Washington, D.C. is hot. | Rain came.
She lives in Washington, D.C. | He lives in L.A.
He was born in St. Louis, Mo. | He moved to Chicago.
The team of St. Louis won. | It was late.
St. Petersburg, Fla. was flooded. | Roads closed.
They met on St. Patrick's Day. | It rained.
The house on Main St. burned. | It was old.
She lived on Elm St. | He lived on Oak Rd. nearby.
Mt. Everest was closed. | Climbers left.
The camp at Mt. Hood shut. | Snow fell.
It is on Sunset Blvd. in Hollywood. | It is famous.
The army held Ste. Marie. | It fell.
Denver, Colo. had snow. | Schools closed.
Los Angeles, Calif. burned. | Winds rose.
Phoenix, Ariz. was hot. | It was 45 degrees.
He studied in Ann Arbor, Mich. and left. | He was 20.
Police in Gary, Ind. arrested him. | He was armed.
On Jan. 6 the mob came. | It left.
In Feb. 2020 it began. | It spread.
By Aug. 31 they were out. | The airport closed.
The Dec. 7 attack came early. | Ships sank.
It was Oct. 7. | Sirens rang.
It happened last Sept. | It was hot.
He paid $1.5 million. | She paid 2.5 percent.
The index rose 0.3 pct. to 4,500. | It fell later.
It weighs 12 lb. and is blue. | It is new.
The road is 5 mi. long. | It is wide.
It is 6 ft. tall. | It is green.
It holds 20 gal. of fuel. | It leaks.
Prices rose est. 4 percent. | Wages fell.
The dept. said so. | It is small.
The univ. closed. | Students left.
See fig. 3 and p. 12. | It is clear.
The figures (cf. p. 4) are old. | New ones come.
Fruit, e.g. apples, is cheap. | Meat is not.
The capital, i.e. Kyiv, stood. | It was hit.
Meat, fish, etc. are dear. | Bread is cheap.
They sold cars, trucks, etc. | Nobody bought.
He said... well, nothing. | She left.
"I don't know..." he said. | He left.
The plan … was dropped. | It was bad.
"We will win," he said. | "We must."
"Is it over?" she asked. | He nodded.
"Stop!" he cried. | They ran.
"Go home!" Trump said. | They stayed.
“It is over,” he said. | “We lost.”
“Did he go?” she asked. | “He did.”
He said: “We won. We are glad.” | They left.
"We won. We are glad," he said. | They left.
“I am tired. I am going home,” she said. | She left.
She asked, "Why?" | He said nothing.
He called it "a lie." | She agreed.
He called it “a disgrace.” | The court agreed.
It was 'a mistake.' | He said so.
(He was 40.) | She was 30.
He died (she lived). | It was sad.
He died. | (She lived.) | It was sad.
Mother was ill. | Bergdahl was told. | He wept.
He fell ill. | Maria called. | Help came.
The children were ill. | Doctors came. | They left.
He paid the bill. | Tom left. | It was late.
She took a pill. | Anna slept. | It was night.
They will. | Bush won't. | It is odd.
He was at sea. | Ann waited. | It rained.
It was art. | Lee sold it. | It was dear.
He ran far. | Mike ran too. | They met.
They saw the sun. | Monday was hot. | It was May.
He sat. | Sunday was calm. | It rained.
He wed. | Jane wed too. | They were happy.
It may. | May it be so. | Amen.
Stock rose. | U.S. stocks fell.
He came in 1999. | In 2001 he left.
He was No. 2. | In 2001 he left.
He scored 40. | Lee scored 12.
It was Plan B. | It failed.
He got a grade of A. | She got a B.
It was World War I. | Millions died.
Pope John Paul II. died. | He was 84.
Louis XIV. built it. | It is big.
Prince Philip, 99. | Queen Elizabeth, 94.
The Rev. Dr. Martin Luther King Jr. spoke. | Thousands came.
Gov.-elect Lee spoke. | He was calm.
Ex-Sen. Bob Dole died. | He was 98.
Vice Adm. Lee and Rear Adm. Cho met. | They talked.
Brig. Gen. Pat Ryder denied it. | He was firm.
1st Lt. Amy Hall died. | She was 26.
Staff Sgt. Bob Lee won. | He wept.
Pfc. Joe Hill was there. | He was 19.
Cmdr. Ann Fox commands it. | It sails.
Ofc. Tom Ray fired. | He was hurt.
Asst. Chief Lee agreed. | He nodded.
Assn. members met. | They voted.
The Natl. Guard came. | It left.
Intl. Falls was cold. | It snowed.
Gen. Motors fell. | Ford rose.
Jos. A. Bank closed. | It was old.
Wm. Morrison rose. | Tesco fell.
Chas. Schwab fell. | It rose later.
He is with the Dept. of Justice. | She is with NASA.
The Govt. of India agreed. | It paid.
It is a subsidiary of Bayer AG. | It is German.
The site Amazon.com fell. | It rose.
Visit www.example.com. | It is free.
He wrote to a.b@example.com. | No answer came.
Version 2.0 came out. | It works.
It rose 3.5. | It fell 2.1.
At 5.30 he left. | She stayed.
He said so on p. 3. | It is true.
The film is rated PG-13. | It is good.
What? | Nothing.
Really?! | Yes.
No! | No! | He said so.
Hello. | Goodbye.
He left, she said. | Then he came.
He won the U.S. Open. | He wept.
They left the U.S. Embassy. | It burned.
He joined the U.S. Army in 1990. | He left in 1994.
Members of the U.S.-led force left. | It was over.
The F.B.I. raided it. | Nothing was found.
He works for the C.I.A. | She works for MI6.
He holds a Ph.D. in law. | She holds an M.B.A.
Dr. Lee, M.D., spoke. | He was clear.
He lives in N.Y. | She lives in N.J.
The N.F.L. Players Association agreed. | It signed.
The 9 a.m. vote failed. | It was close.
The case is No. 12-345. | It is old.
He cited Art. 5 of the treaty. | It binds.
See Sec. 230 of the law. | It is short.
Sec. of State Blinken spoke. | He flew home.
Vol. 2 came out. | It sold.
Op. 27 was played. | They clapped.
The court in The Hague ruled. | It was final.
He quit Yahoo! | She stayed.
Yahoo! Inc. fell. | It rose.
Panic! at the Disco played. | They left.
""".strip().splitlines()
