/** Given names that are common in Poland, in Ukraine and in English, as they stand in registers. */

const list = (text: string): string[] => text.trim().split(/\s+/)

export const POLISH_MEN = list(`
  adam adrian albert aleks aleksander aleksy alfred alojzy andrzej antoni arkadiusz artur august bartłomiej bartosz bazyli
  benedykt bernard błażej bogdan bogumił bogusław bolesław borys bronisław bruno cezary cyprian czesław damian daniel
  dariusz dawid dionizy dominik edmund edward emil emilian eryk ernest eugeniusz fabian feliks ferdynand filip franciszek
  fryderyk gabriel gerard gracjan grzegorz gustaw henryk hieronim hilary hubert hugo ignacy igor ireneusz iwo izydor jacek
  jakub jan janusz jarosław jerzy jędrzej joachim józef julian juliusz kacper kajetan kamil karol kazimierz klaudiusz
  klemens konrad konstanty kornel krystian krzysztof ksawery kuba lech lechosław leon leonard leopold lesław leszek lucjan
  lucjusz ludwik łukasz maciej maksym maksymilian marceli marcel marcin marek marian mariusz mateusz maurycy michał mieczysław
  mieszko mikołaj miłosz miron mirosław nataniel nikodem norbert olaf olgierd oliwier oskar patryk paweł piotr przemysław
  radosław rafał remigiusz robert roman romuald ryszard samuel sebastian sergiusz seweryn sławomir stanisław stefan sylwester
  szczepan szymon tadeusz teodor teofil tobiasz tomasz tymon tymoteusz tytus wacław waldemar walenty walerian walery wawrzyniec
  wiesław wiktor wilhelm wincenty wit witold władysław włodzimierz wojciech wojtek zbigniew zbyszek zdzisław zenon ziemowit
  zygfryd zygmunt`)

export const POLISH_WOMEN = list(`
  ada adela adelajda adrianna agata agnieszka ala aldona aleksandra alicja alina amelia anastazja aneta angelika aniela anita
  anna antonina apolonia arleta asia aurelia barbara basia beata berenika bernadeta blanka bogna bogumiła bogusława bożena
  bronisława brygida cecylia celina czesława dagmara danuta daria diana dominika dorota edyta ela eleonora eliza elwira elżbieta
  emilia eryka eugenia ewa ewelina felicja franciszka gabriela genowefa gertruda gosia grażyna halina hania hanna helena
  henryka honorata iga ilona inga irena irmina iwona iza izabela jadwiga jagoda janina joanna jolanta jowita józefa judyta
  julia julianna julita justyna kaja kalina kamila karina karolina kasia katarzyna kazimiera kinga klara klaudia kornelia
  krystyna ksenia laura lena leokadia lidia liliana longina lucyna ludmiła ludwika łucja magda magdalena maja malwina małgorzata
  marcelina maria marianna mariola marlena marta martyna maryla marzena matylda melania michalina milena mirosława monika nadia
  natalia natasza nikola nina oktawia ola olga oliwia patrycja paula paulina pelagia pola regina renata roksana rozalia róża
  sabina sandra sara sonia stanisława stefania stella sylwia tamara tatiana teodora teresa tola urszula wacława walentyna
  wanda weronika wiesława wiktoria wioleta wioletta władysława zdzisława zenobia zofia zosia zuzanna zuzia zyta żaneta`)

/** As Polish registers write Ukrainian names, and as passports do. */
export const UKRAINIAN_MEN = list(`
  anatolij andrii andrij andriy artem bohdan danylo denys dmytro ihor iwan ivan jewhen yevhen jurij yurii yuriy kyrylo maksym
  maksim mykhailo mychajło mykoła mykola nazar oleg ołeh oleh oleksandr ołeksandr oleksii oleksij ostap pavlo petro roman
  rostysław rostyslav rusłan ruslan serhij serhii serhiy stepan switosław taras vadym vasyl wasyl vitalii witalij viktor
  vladyslav wołodymyr volodymyr yaroslav yaroslaw`)
export const UKRAINIAN_WOMEN = list(`
  alona anastasija anastasiia daryna dasha diana halyna hałyna inna iryna kateryna khrystyna larysa lesia lilia liudmyla ludmyła
  mariia marija myrosława nadija nadiia nataliia natalija oksana olena olha sofiia sofija solomija solomiia switłana svitlana
  tetiana tetjana valentyna viktoriia wiktorija viktoria yana yuliia julija zoriana`)

export const CYRILLIC_MEN = list(`
  анатолій андрій антон арсен артем богдан вадим валентин валерій василь віктор віталій владислав володимир вячеслав геннадій
  григорій данило денис дмитро євген іван ігор кирило леонід максим марко микита микола мирослав михайло назар олег олександр
  олексій остап павло петро роман ростислав руслан сергій степан тарас тимофій федір юрій ярослав`)
export const CYRILLIC_WOMEN = list(`
  алла анастасія анна валентина валерія вікторія віра галина ганна дарина діана євгенія елла злата зоряна інна ірина катерина
  лариса леся лідія лілія любов людмила маргарита марина марія мирослава надія наталія наталя ніна оксана олександра олена
  ольга раїса світлана соломія софія таїсія тамара тетяна христина юлія яна`)

export const ENGLISH = list(`
  alan alexander alice amanda amy andrea andrew angela anthony arthur ashley barry benjamin betty brandon brenda brian carol
  caroline catherine charles charlotte chris christine christopher colin craig cynthia daniel david deborah dennis diane donald
  donna dorothy douglas edward elizabeth emily emma eric eugene evelyn frances frank gary george graham gregory hannah harold
  harry heather helen henry ian isabella jack jacob james jane janet jason jeffrey jennifer jeremy jessica joan john jonathan
  joseph joshua joyce judith justin karen katherine keith kelly kenneth kevin kimberly larry laura lauren linda lisa louis louise
  lucy malcolm margaret martha martin mary matthew megan melissa michael michelle nancy natalie nathan neil nicholas nicole nigel
  olivia oliver oscar pamela patricia patrick paul peter philip rachel rebecca richard robert robin ronald russell ruth ryan
  samantha samuel sandra sarah scott sean sharon shirley simon sophie stephanie stephen steven stuart susan terry theodore
  theresa thomas timothy tracy victoria vincent virginia walter wayne wendy william zachary`)

/** Which are also words, towns, months or surnames' halves: they count only beside a surname that leaves no doubt. */
export const AMBIGUOUS = new Set(
  list(`
  ada ady ale ali alo ani ano asi august augusta auguście bruna bruno brunem ela eli frank hania iga igi ida idy iza jack jagoda
  jagody kai kaja kalina kaliny karola kelly lena leny lech lecha leon leona ludwika maja mai maju marka markę marki marek marku marko
  martin mila nadia nadii nina niny ola oli oło pola poli polę polą polo polu róża róży różę różą robin roman romana romanem
  scott sonia sonii stella stelli tola toli tolo victoria virginia wayne wanda wandy wiktoria wiktorii wit wita witem witu witowi лев
  віра віри надія надії любов любові злата марко роман`),
)
