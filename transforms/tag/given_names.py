"""Given names of many countries, folded: words by which a name is known that the language model takes for a body."""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abdallah abdel abdelaziz abdelkader abdelmadjid abdi abdirahman abdou abdoulaye abdourahamane abdul abdulaziz
    abdulhamid abdullah abdullahi abdulrahman abebe abel abiy abraham adam adama adel adnan adolfo adrian adriana
    adrienne afonso agnes agnieszka agustin ahmad ahmadou ahmed ahmet aida aidan aisha aissata akbar akihiro akira akmal
    alan alassane albert alberto aldo alejandra alejandro aleksandar aleksander aleksandr aleksandra aleksei alessandra
    alessandro alex alexander alexandra alexandre alexei alexey alexis alfonso alfred alfredo ali alice alicia alina
    alioune alison allan alma almazbek alpha alvaro alyona amadou amanda amara amarjeet amelia amin amina aminata amir
    amira amit amos amr amy ana anand anas anastasia anatoly anders andre andrea andreas andreea andrei andres andrew
    andrey andrii andriy andry andrzej angel angela angelina angelo anil anita anja anke ann anna annalena anne annegret
    annette annie anselmo anthony antoine anton antonella antonia antonin antonio antony anwar arancha ariel aristide
    arjun armand armando armen arnaud arnold arsen arsene arthur artur arturo arvind aryna asad asel ashok ashraf
    ashwini asif asim aslan atsushi augusto aurelien avraham axel aya ayesha ayman aysen aziz azza babacar babagana
    baldwin bambang baptiste barbara barbora barry bart bartosz bashir basil bayram beata beatriz bechir behrouz bela
    ben benedict benigno benita benjamin benny bernard bernardo bernd bertrand bettina bev bhupender bianca bienvenu
    bilal bill birgit bjarni bjorn bob bogdan boris boubacar boureima brad brahim branko brenda brendan brett brian
    bridget brigitte bruce bruno bujar bukola burak burkhard camila camille carl carla carlo carlos carmen carol
    caroline carsten catalina caterina catherine cathy cecile cecilia celeste celso cesar chandra chandrika charity
    charles charlotte cheikh cherie cherif cheryl chiara chidi chinedu chloe chris christa christiane christina
    christine christoph christophe christopher chuck chukwuma cindy claire clara claude claudia claudio claus clemens
    clement cletus colette colin colleen connie constantin corina cornelia craig cristian cristiano cristina cyril
    cyrille cyrus dagmar dainius damian damien damir dan dana daniel daniela danielle danilo danny daria dario dariusz
    darko daryna dave david davit dawit dean deborah debra deepak deividas delcy delia demba denis denise dennis derek
    desmond dessislava devi diana didier diego dieter dietmar digna dilma dimitar dimitri dimitris dina dinesh diosdado
    dirk djibril dmitri dmitrii dmitry dmytro dolores dominic dominik dominique don donald donna dora doris dorothea
    douglas dragan drew driss duncan ebrahim eddie edgar edgardo edgars edi edith edmund edson eduard eduardo edward
    edwin efrain egils ehud eileen einar ekaterina elaine eleanor elena eleonora elham eli elias elie elif elio elisa
    elisabeth elise elizabeth ella ellen elmar elsa elvira elvis emeka emil emilia emiliano emilio emily emma emmanuel
    emre endre enrico enrique eric erica erich erik erika ernest ernesto ernst erwin esam espen essam esteban esther
    ethan eugene eugenia eugenio eva evan evelyn evgeny evo ewa ezekiel fabian fabien fabio fabrice fabricio fadi fahad
    faisal faiz fantu farah farhan farid farida farouk faruk fatih fatima fatma fatmata fatou fatoumata faustin fawzi
    fayez federica federico felicia felipe felix ferdinand fernanda fernando fidel fidelis fiona firas flavia flavio
    florian fouad francesca francesco francine francis francisco franck francois francoise frank frankie franz fred
    frederic frederick frederik frida friedrich fritz fumio gabriel gabriela gabriele gabriella gael gaelle gamal ganesh
    garry gary gaspard gaston gavin gebran genevieve geoffrey georg george georges georgi georgina geraldine gerard
    gerardo gerd gergely gerhard ghassan gheorghe gianni gideon gilbert gilberto giles gilles gina gintare giorgi
    giorgia giorgio giovanni girma gitanas giulia giuseppe gladys glen glenn gloria godfrey gonzalo gopal goran gordana
    gordon grace graciela graham grant greg gregor gregorio gregory greta grigory grzegorz gudrun guido guillaume
    guillermo gulnara gunnar gustav gustavo guy gwen habib hadi hady haile hakan hakim halil halima hamad hamid hamza
    hana hanan haneen hani hanna hannah hannes hans harald haris harjit harold haroun harri harriet harry harsh haruka
    hasan hashim hassan hassoumi hatem heather hector heidi heike heiko hein heinrich heinz helen helena helene helga
    helmut hendrik henri henriette henrik henrique henry herbert heriberto herman hermann hernan hernando hichem hideki
    hilary hilda hina hiroshi hisashi hisham hocine holger homayoun horacio horst hosam hossam hossein houda howard
    hubert hugh hugo humberto husain husam hussam hussein hyacinthe ian ibrahim ibrahima idris idriss ieva ignacio
    ignazio igor ike ikram ilham ilia ilir ilona ilya iman imelda imran ines ingrid inna ioannis irakli iratxe irena
    irene irina iris isaac isabel isabella isabelle isaias isatou ishaq ishmael isidro iskander ismael ismail isolde
    issa issoufou ivan ivana ivanka ivar ivica ivo iwona jaafar jacek jacinta jack jackie jacob jacqueline jacques jaime
    jair jairo jakaya jakob jakub jamal jamaluddin james jamie jamil jan jana jane janet janez janis janusz jared
    jarmila jarno jaroslav jaroslaw jasmin jason jassim javad javed javier jay jean jeanette jeanine jeff jeffrey jelena
    jennifer jens jeremiah jeremy jerome jerry jerzy jesper jesse jessica jesus jill jim jimmy jiri jitka joachim joan
    joana joanna joao joaquim joaquin jochen jodie joe joel joelle johan johann johanna johannes john johnny jolanta jon
    jonas jonathan jordi jorge jorgen joris jose josef josefa josep joseph joseph-antoine josephine joshua josiane
    jovita joyce juan juana judit judith jules julia julian juliana julie julien julieta julio julius junichi jurgen
    justin justine justyna jutta kadri kaja kalid kamal kamala kamel kamil karan karel karen karim karin karina karine
    karl karla karol karolina karsten kaspar kasper kassym-jomart katarina katarzyna kate katerina katharina katherine
    kathleen kathryn kathy katie katja katrin katrina katsunobu kay kazimierz kazuo keiichi keiji keiko keir keith kelly
    kemal ken kenji kenneth kerry keti kevin khadija khairul khaled khalid khalifa khalil kiran kirill kirsten kirsti
    kirsty kishore kjell klaudia klaus klemen kofi koichi konstantin kostas kostya krishna kristalina kristen kristian
    kristina kristjan krisztina krzysztof kseniia kumar kurt kwabena kwame kwesi kyriakos ladislav lamine lana lance
    larisa larry lars lasse laszlo latifa laura lauren laurence laurent lawrence lazaro lea leander lech lee leif leila
    lena lennart leo leon leona leonard leonardo leonel leonid leopold leopoldo leslie lester leticia letizia lev levan
    levi lewis leyla lidia lilian liliana liliane linas linda lindiwe lindsey lionel lior lisa livia liz ljubo lloyd
    loic lorenzo lothar louis louisa louise lourdes luc luca lucas lucia lucian luciana luciano lucie lucien lucille
    lucy ludmila ludovic luigi luis luisa luiz luka lukas lula lutz lwazi lydia lydie lyudmila mads magda magdalena
    maggie magnus mahamadou mahamane mahamat mahamoud mahathir mahdi mahfoud mahinda mahmood mahmoud mahmud maia
    maimouna majed majid makoto malcolm malek malik malin mamadou mamoun manfred manjola manoj manolis manuel manuela
    mara marc marcel marcela marcello marcelo marcia marcin marco marcos marcus marek margaret margarita margarite
    margot margrethe margus maria mariam mariama marian mariana marianne mariano marie marija marijana marilyn mario
    marion marisa marissa maritza marius mariusz marja mark markku marko markus marlene marta martha martial martin
    martina martine marwan mary maryam marzia masahiro masako masato masood massimo mateo mateusz mathias mathieu
    mathilde matt matteo matthew matthias matti maurice mauricio maurizio mauro maxim maxime maximilian maximiliano maya
    mayu mbaye mehdi mehmet mehriban melanie melinda melissa melvin merle merve mevlut mi-kyung mia micaela michael
    michaela michal michel michele michelle michiko miguel mihaela mihai mikael mikhail mikheil miklos mildred milena
    milorad milos mina minh mira miranda mirek miriam mirjana miro miroslav misako mitch modibo mohamad mohamed mohammad
    mohammed mohamud mohsen moises mokgweetsi molly momodou monica monika monique moritz morten moses mostafa moulay
    mounir moussa mpho muhammad muhammadu mukesh munir murat muriel musa mustafa mykhailo mykola myriam myron nabil
    nadav nadeem nadezhda nadia nadine nafisa naftali naglaa nagma naima najat najib naledi nana nancy naomi narendra
    naresh nasir nasser nat natalia natalie natalya natan natasha nathalie nathan nathaniel navin nazanin neema neeraj
    neil nelly nelsinho nelson nenad neven nicholas nick nicky nicola nicolae nicolas nicole nicos niels nigel nikita
    nikki nikol nikola nikolai nikolaos nikolas nikolaus nikolay nikos nils nina nino niranjan nirmala nisha nishan
    nitin nizar njoki noam noel noemi noor nora norbert noriko norma norman nour nouri nuno nurul octavio odile
    okechukwu oksana olaf olav ole oleg oleh oleksandr oleksandra oleksii olena olga oliver olivia olivier olubukola
    oluwaseun omar omer onno oralia oscar oskar osman osvaldo othman otto oumar ousmane ovidiu oxana pablo palesa pamela
    panos paola paolo pascal pascale pasquale pat patience patrice patricia patricio patrick patrizia paul paula paulina
    pauline paulo pavel pavlo pawel pedro peggy pekka pelle penelope penny pernille perry petar pete peter petr petra
    petri petro petros phil philip philipp philippe phillip phumzile pia piero pierre pieter piotr piyush poul prabowo
    pradeep prakash pramila pranab prasad pratap prem priscilla priti priya przemyslaw purity qasim rabia rachel rachid
    radek radoslaw radovan rafael rafal raffaele rafi raghav rahim rahul raimonds rainer raisa raja rajendra rajesh
    rajiv rajnath raju ralf ralph rama ramesh rami ramiro ramon ramona ramtane rana rania ranil ranjan raphael raquel
    rashad rashid rasmus raul ravi rayan raymond rebeca rebecca recep regina reginald regis reiko reinhard reinhold
    rekha remy renata renate renato rene renee reuven reza ricardo riccardo richard rick rigoberto riikka rima rishi
    rita riyad rob robert roberta roberto robin robyn rocio rodney rodolfo rodrigo rogelio roger rohit roland rolf
    romana romina romuald ron ronald ronaldo ronen ronnie roosevelt rosa rosalia rosalie rosario rose rosemarie rosemary
    rossana roxana roy ruben rubina rudi rudolf rui rukhsana rupert russell rustam rustem ruth ryan ryo ryszard saad
    sabah sabelo sabina sabine sabrina sadio sadiq saeed safiya saif saleh salih salim sally salma salman salome
    salvador salvatore sam samantha sameh sami samia samir samira samuel sandeep sandor sandra sani sanjay sanna santosh
    sara sarah sardar sashi saskia satoshi satu saul sauli sayed scott sean sebastian sebastiao sebastien sedat selim
    selma senait serap serena serge sergei sergey serghei sergio serhii serhiy seth severine seyoum shaban shahbaz
    shahid shakil shamma shankar shannon sharif sharon shashi shaun sheila shelley shen sheryl shigeru shimon shinichi
    shinzo shirin shirley shiv sidi sidiki sidney sigmar sigrid silje silvana silvia silvio simeon simon simona simone
    sindiso sirpa sita slavica slavko slobodan smriti sofia sofiane sofie solange solomon sonia sonja sonya sophia
    sophie soren sotiris souad soumaila sri stacey stan stanislav stanislaw stavros stef stefan stefania stefano steffen
    stella stephan stephane stephanie stephen steve steven stewart stuart subrahmanyam sudhir sue suha suhail sulaiman
    suleiman sultana suman sumitra sunil supriya suresh surya susan susana susanna susanne sushma suzan suzana suzanne
    svein sven svenja sverre svetlana svitlana sylvain sylvester sylvia sylvie tadeusz taha tahir takeshi takuya tamar
    tamara tamas tanja tanya tarek tareq tariq tarja taro tatiana tatyana tawfik tayyip ted teodora teodoro terence
    teresa tero terry tessa thabo thandi thea thelma theo theodor theodore theresa therese thiago thibault thierry
    thomas thor thorsten tiina tijjani tim timo timothy timur tina tito tobias todd tom tomas tomasz tommaso tommy
    tomoko toni tony torsten toshiko toshimitsu tracy trevor tsuyoshi tulia tuomas tzipi ugo uhuru ulla ulrich ulrike
    umar umaru umut ursula usha usman uwe vaclav vadim vadym vagn valentin valentina valeria valerie valeriy valery
    valter vanessa vasil vasile vasily vassilis veena venkat vera verene veronica veronika vesna vicente vicky victor
    vidar vijay viktor viktoria viktoriia vilma vinay vincent vincenzo vinod viola violeta virginie virginijus vitali
    vitalie vitaliy vitaly vittorio vivek vivian viviane vjosa vlad vladimir vladislav volkan volker volodymyr vusi
    vyacheslav wael wafa wahid waldemar walid walter wanda waqar warren wayne wendy werner wesley wilbur wilfred
    wilfried wilhelm willem william willy winfried winnie winston wladyslaw wojciech wolfgang wopke xavier ximena yaakov
    yael yahya yair yamina yann yannick yaroslav yashar yasin yasmin yasser yassine yasuhiro yasuko yasuo yehuda yevgeny
    yitzhak yoko yolanda yoram yosef yoshihide yoshiko yossi youcef youri yousef youssef youssouf yousuf yuki yukio
    yulia yuliia yuri yurii yuriko yuriy yusuf yves yvette yvonne zachary zaid zainab zakaria zanele zbigniew zdenek
    zdravko zeinab zeynep zia ziad zlatko zoe zoltan zoran zsolt zuzana
    """.split()
)
