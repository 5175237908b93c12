/**
 * Ordinary English words, in their base forms: they name no topic by themselves when they stand in English text,
 * and are no terms to propose when they stand in Chinese. Words that are better known as names of software are
 * left out on purpose.
 */
const words = `
a about above accept access accord account across act action active activity actual actually add addition
additional address adjust admin administrator advance advanced advantage advice affect after afternoon again
against age agent agree ahead aid aim air alert all allocate allow almost alone along already also alternative
although always am among amount an analysis analyze and animal announce annotation another answer app any anybody
anymore anyone anything anyway anywhere apart appear append application apply approach appropriate approve april
architecture archive are area argue argument arm around arrange array arrive art article as aside ask aspect assert
assess asset assign assist associate assume at attach attack attempt attend attention attribute audience audio
audit august author authority auto automatic automatically available average avoid await aware away
baby back backend background backup bad bag balance ball band bank bar bare base basic basis bath batch be beach bear
beat beautiful became because become bed been before beforehand began begin beginning behavior behind being belief
believe belong below benefit beside besides best bet better between beyond big bill bin bind bird birth bit bite
black blank block blog blood blow blue board body bold bone book bool boolean boot border born boss both bother bottom
bought bound boundary bowl box boy branch brand break breakfast breath bridge brief bright bring broad broken
brother brought brown browse browser bucket budget buffer bug bugfix build builder building built bulk burn bus business
busy but button buy by byte
cable cache calculate calendar call camera camp campaign can cancel candidate cannot capable capacity capital
capture car card care career careful carry cart cascade case cash cast cat catalog catch category cause cell center
central century certain certainly certificate chain chair chance change channel chapter char character charge
chart cheap check checkbox checklist chest child children choice choose chosen church circle city claim class
classic clean clear clearly cli click client climb clip clipboard clock clone close cloud club cluster coast code
coffee cold collapse collect collection college color column combine come comfort command comment commit common
communicate community compact company compare compatible compete competition complete completely complex component
compose compute computer computing concept concern concert conclude condition conference confident config
configuration configure confirm conflict connect connection consider consist console constant construct consume
contact contain container content contest context continue contract contribute control convention conversation
convert cook cookie cool coordinate copy core corner correct cost could count counter country couple courage course
court cover coverage craft crash crazy create creation credential credit crime criteria critical cross crowd cry
culture cup currency current currently cursor curve custom customer customize cut cycle
daily damage dance danger dark dash dashboard data database date datetime daughter day dead deal dear death debate
debug december decide decision declare decline decode deep default defend defense define definition degree delay
delete deliver demand demo deny depend dependency deploy deployment depth derive describe description desert
deserve design desire desk desktop despite destination destroy detail detailed detect determine dev develop
developer development device diagram dialog did die diet diff differ difference different differently difficult
dig digit digital dimension dinner direct direction directly director directory dirty disable disappear discard
disconnect discover discuss discussion disk display distance distribute district dive divide do doc doctor
document documentation does dog doing dollar domain done door dot double doubt down download dozen draft drag draw
drawing dream dress drink drive driver drop dry due dump duplicate duration during dust duty dynamic
each ear early earn earth ease easily east easy eat echo economy edge edit edition editor education effect effective
efficient effort egg eight either elastic electric element eleven else elsewhere email embed emergency empire
employ empty enable encode encourage encrypt end endpoint enemy energy engage engine engineer engineering enhance
enjoy enough ensure enter enterprise entire entirely entity entrance entry enum environment equal equipment error
escape especially essay essential establish etc evaluate even evening event eventually ever every everybody
everyone everything everywhere evidence exact exactly examine example excel except exception exchange excite
exclude execute executive exercise exist existing exit expand expect expensive experience experiment expert
explain explore export expose express expression extend extension extensive extent external extra extract extreme
eye
face fact factor factory fail failure fair fairly fall false familiar family famous fan far farm fast fat father
fault favor favorite fear feature february feed feedback feel feeling fellow felt few fiction field fifteen fifth
fifty fight figure file fill film filter final finally finance financial find fine finger finish fire firewall firm
first fish fit five fix fixed flag flat flavor flight float floor flow flower fly focus fold folder follow following
food foot footer for force foreign forest forever forget form formal format former formula forth fortune forty
forum forward found foundation four fourth frame framework free freedom freeze french frequency frequent fresh
friday friend friendly from front frontend fruit fuel full fully fun function fund funny further future
gain gallery game gap garage garden gas gate gateway gather gave general generally generate generation generic
gentle get gift girl give given glad glass global go goal god gold gone good got govern government grade gradually
grand grant graph graphic grass gray great green grey grid ground group grow growth guarantee guard guess guest guide
gun guy
habit had hair half hall hand handle handler hang happen happy hard hardly hardware has hash hat hate have he head
header heading health healthy hear heart heat heavy height hello help helpful her here hero herself hi hidden hide
high highlight highly hill him himself hint his history hit hold holder hole holiday home honest hook hope horse
hospital host hostname hot hotel hour house how however huge human hundred hung hunt hurt husband hybrid
i ice icon id idea ideal identify identity idle if ignore ill illustrate image imagine immediate immediately impact
implement implementation import important impossible improve in inbox inch include income increase indeed indent
independent index indicate individual industry info inform information infrastructure init initial inject inline
inner input insert inside insight inspect install installation installer instance instant instead institute
instruction int integer integrate integration intelligence intend intent interact interest interface interim
internal international internet interpret interrupt interval interview into introduce introduction invalid invest
invite involve is island isolate issue it item iterate its itself
january job join joint joke journal journey judge july jump june junior just justify
keep kernel kept key keyboard keyword kick kid kill kind king kitchen knew knife know knowledge known
label labor lack lady lake lambda land language laptop large largely last late later latest laugh launch law lawyer
lay layer layout lazy lead leader leaf league learn lease least leave led left leg legacy legal length less lesson let
letter level library license lie life lift light like likely limit line link list listen listener literature little
live load loader local locate location lock log logger logic logical login logo logout long longer look loop loose lose loss
lost lot loud love low lower luck lucky lunch
machine macro made magazine mail main mainly maintain major make maker man manage management manager manifest
manual many map march mark market marry mask mass master match material math matter max maximum may maybe me meal
mean meaning meanwhile measure meat media medical medicine medium meet meeting member memory men mention menu merge
message met meta metadata method metric middle midnight might migrate migration mile military milk million min mind
mine minimal minimum minor minus minute mirror miss mission mistake mix mobile mock mode model moderate modern modify
module moment monday money monitor month mood moon more morning most mostly mother motion mount mountain mouse mouth
move movement movie much multi multiple music must mutual my myself
name namespace narrow nation national native natural nature near nearby nearly necessary neck need negative
neighbor neither nest net network never nevertheless new news newspaper next nice night nine no nobody node noise
none nor normal normally north nose not notable note notebook nothing notice notify november now nowhere null number
numeric
object observe obtain obvious occasion occupy occur ocean october odd of off offer office officer official offline
offset often oh oil ok okay old on once one ongoing online only onto open openly operate operation operator opinion
opportunity oppose opposite optimize option optional or oral orange order ordinary organization organize orient
origin original other otherwise ought our out outcome outdoor outer outline output outside over overall overflow
overlay overload override overview own owner
pace pack package packet page paid pain paint pair palette pane panel paper paragraph parallel parameter parent park
parse parser part participant particular particularly partner party pass passage passive password past paste patch
path patient pattern pause pay payload payment peace peer pen pencil pending people per percent perfect perform
performance perhaps period permanent permission permit persist person personal persuade phase phone photo phrase
physical piano pick picture piece pin pipe pipeline pitch place plain plan plane planet plant plastic plate
platform play player please pleasure plenty plug plugin plus pocket pod poem point pointer policy polite political
poll pool poor pop popular population port portal portion position positive possible possibly post pot potato
potential power powerful practical practice prefer prefix prepare present preserve press pressure pretty prevent
preview previous previously price primary prime principle print prior priority private probably probe problem
procedure proceed process processor produce product production profession profile profit program programming
progress project promise promote prompt proof proper properly property proposal propose protect protocol proud prove
provide provider provision proxy public publish pull pump purchase pure purple purpose push put
qualify quality quantity quarter query question queue quick quickly quickstart quiet quit quite quota quote
race radio rain raise ran random range rank rapid rare rate rather ratio raw reach react read reader readme ready real
reality realize really reason reasonable rebuild receive recent recently recipe recognize recommend record recover
recovery recreate red redirect reduce refer reference reflect refresh refuse regard region register registry
regular reject relate relation relationship relative relatively relax release relevant reliable relief rely remain
remark remember remind remote remove rename render rent repair repeat replace replica reply report repo repository
represent request require requirement research reserve reset resident resolution resolve resource respect respond
response responsible rest restart restaurant restore restrict result resume retain retire retrieve retry return
reuse reveal revenue reverse review revise revision revoke rich ride right ring rise risk river road robot rock role
roll rollback room root rotate rough round route router routine row rule run runner running runtime rush
sad safe safely safety said sail salary sale salt same sample sand save saw say scale scan scenario scene schedule
scheduler schema school science scope score screen screenshot script scroll sea search season seat second secondary
secret section sector secure security see seek seem seen segment seldom select selection selector self sell send
senior sense sensitive sent sentence separate september sequence serial series serious serve server service session
set setting settle setup seven several severe shadow shake shall shape shard share sharp she sheet shelf shell shift
ship shirt shock shoe shoot shop shore short shortcut should shoulder shout show shut sick side sidebar sight sign
signal significant silence silent similar similarly simple simply simulate since sing single singular sink sister
sit site situation six size skill skin skip sky sleep slice slide slight slightly slot slow slowly small smart smell
smile smooth snapshot snow so social socket soft software soil sold solid solution solve some somebody somehow
someone something sometimes somewhat somewhere son song soon sorry sort sound soup source south space spare speak
speaker special specific specifically specify speech speed spell spend spent sphere spin spirit split spoke sport
spot spread square stable stack staff stage stand standalone standard star start startup state statement static
station statistic status stay steady steal steel step stick still stock stone stop storage store storm story
straight strange strategy stream street strength stress strict string strip strong structure struggle student study
stuff stupid style sub subject submit subnet subscribe subsequent substance success successful such sudden suddenly
suffer suffix sugar suggest suit suite sum summary summer sun sunday super supply support suppose sure surface
surprise surround survey survive suspect suspend sweet swim switch symbol sync synchronize syntax system
tab table tag tail take talk tall tap tape target task taste taught tax tea teach teacher team tear technical technique
technology telephone tell temp template temporary ten tenant tend term terminal terminate test text than thank that
the theater their them theme themselves then theory there therefore these they thick thin thing think third
thirteen thirty this those though thought thousand thread threat three threshold through throughout throw thumb
thursday thus ticket tie tight time timeline timeout timer timestamp tip tired title to toast today together toggle
token told tomorrow tone tonight too took tool toolbar top topic topology total touch tough tour toward towards tower
town toy trace track trade tradition traffic trail train transaction transfer transform transition translate
transport trash travel treat tree trend trial trick trigger trim trip trouble truck true truly trust truth try
tuesday tune tunnel turn tutorial twelve twenty twice two type typical typically
ugly ultimate unable under underline understand undo unfortunately uniform union unique unit unite universal
universe university unknown unless unlike unlikely unlock until unusual up update upgrade upload upon upper upstream
urban urge url us usage use useful user username usual usually utility utilize
valid validate validation valley valuable value variable variety various vary vast vault vector vendor verb verify
version versus vertical very via victim victory video view viewer village violate virtual visible vision visit
visitor visual vital voice volume volunteer vote
wait wake walk wall want war warm warn warning was wash waste watch water wave way we weak wealth weapon wear weather
web webhook webinar webpage website wednesday week weekend weekly weigh weight welcome well went were west western wet
what whatever wheel when whenever where whereas whether which while white who whole whom whose why wide widely widget
wife wild will win wind window wine wing winner winter wire wireless wise wish with within without witness wizard
woman women wonder wonderful wood word work worker workflow working workload workspace world worry worse worst worth
would wow wrap write writer written wrong wrote
yard yeah year yellow yes yesterday yet you young your yours yourself youth
zero zone zoom
`;

const known: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

/** Whether a word is ordinary English, in any case and with any usual ending. */
export function isOrdinaryWord(word: string): boolean {
  return baseForms(word.toLowerCase()).some((form) => known.has(form));
}

function baseForms(word: string): string[] {
  const forms = [word];
  const strip = (ending: string, ...replacements: string[]) => {
    if (!word.endsWith(ending) || word.length - ending.length < 2) return;
    const rest = word.slice(0, -ending.length);
    for (const replacement of replacements) forms.push(rest + replacement);
    if (/([b-df-hj-np-tv-z])\1$/.test(rest)) forms.push(rest.slice(0, -1));
  };
  strip('ies', 'y');
  strip('es', '');
  strip('s', '');
  strip('ied', 'y');
  strip('ed', '', 'e');
  strip('ing', '', 'e');
  strip('ly', '');
  strip("'s", '');
  return forms;
}
