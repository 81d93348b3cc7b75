/** What people are called in the languages the desk reads, without accents. Names that are ordinary words, or products, are not here. */
export const firstNames: ReadonlySet<string> = new Set(
  `aaron abdul abigail adam adrian agnes ahmed aisha alan albert alberto alejandra alejandro alessandra alex alexander alexandra alexandre alfred
  alfredo ali alice alicia alina alison aline alvaro amanda amelia amelie amir amy ana anabel anders andre andrea andreas andres andrew andy angela
  angelika anita anja anke ann anna anne annette annika anthony antje antoine anton antonia antonio antony arjun armin arnaud arthur arturo ashley
  astrid audrey aurelie axel barbara bastien beate beatriz ben benedikt benjamin benoit bernadette bernard bernd bernhard bertrand bettina birgit
  bjorn brandon brenda brian brigitte britta bruno camila camille carl carla carlos carmen carol carolina caroline catarina caterina catherine cecile
  celia celine charles charlotte chloe chris christa christian christiane christina christine christoph christophe christopher claire clara
  claudia claus clement colin concepcion connor corinna corinne craig cristina cynthia dagmar damien daniel daniela danielle danny dave david
  deborah delphine denis denise dennis derek diana diane didier diego dieter dietmar dirk dominic dominik dominique donald dora doris dorothea
  dorothee douglas dylan eberhard eddie edgar edith eduardo edward elena eleonore elias elisa elisabeth elizabeth elke ella ellen elodie emil emilia
  emilie emily emma emmanuel enrique eric erica erich erik erika ernst esther eugen eva evelyn fabian fabien fabio fabrice fatima federico felipe
  ferdinand fernanda fernando filipe fiona florence florian frances francesca francesco francisco franck francois francoise frederic frederik
  friedrich fritz gabriel gabriela gabriele gael gareth gary gavin geoffrey georg george georges gerald gerard gerd gerhard gerrit gert gilles gisela
  giulia giuseppe gloria goncalo gonzalo gordon graham greg gregor gregory guido guilherme guillaume guillermo gunter gunther gustav gustavo hanna
  hannah hannes hans harald harry hartmut hassan heather hector heide heidi heike heiko heinrich heinz helen helena helene helga helmut hendrik henri
  henry herbert hermann hilde holger horst howard hubert hugo ian ibrahim ignacio ilse imran ines inge ingo ingrid irene iris irina isabel isabella
  isabelle ivan jacob jacqueline jacques jaime jake jakob james jamie jan jana jane janet janina janine jasmin jason javier jean jeff jeffrey
  jennifer jenny jeremy jerome jessica jill jim joachim joan joana joanna joao joaquin jochen joe joel joerg johann johanna johannes john johnny jonas
  jonathan jordi jorg jorge jose josef josefa joseph josephine joshua juan juana judith juergen julia julian juliana julie julien juliette julio
  jurgen justin justine jutta kai karen karin karina karl karsten katarina katharina katherine kathleen kathrin katja katrin keith kelly kenneth
  kerstin kevin khalid kirsten klara klaus konrad kristin kristina kurt kyle lara larissa larry lars laura laure laurence laurent lauren lea leah lena
  leon leonard leonardo leonie leticia liam lilian lina linda lisa liz loic lorena lothar lotte louis louise luc luca lucas lucia luciana lucie lucy
  ludwig luigi luis luisa luise luiza lukas lutz lydia madeleine magdalena maik maja malte manfred manon manuel manuela marc marcel marcela marcelo
  marco marcos marcus margaret margarita margot maria mariana marianne marie marina mario marion marisol markus marlene marta martha martin
  martina martine mary mathias mathieu mathilde matilde matt matteo matthew matthias matthieu maurice mauricio max maximilian megan mehmet
  melanie melissa mercedes mia michael michaela michel michele michelle miguel mikael mike mireille miriam mohamed mohammed moritz muhammad myriam nadia
  nadine nancy natalia natalie nathalie nathan neil nicholas nick nicola nicolas nicole niels nikolaus nils nina noah noemi nora norbert norman nuno
  olaf oliver olivia olivier omar oscar oskar otto pablo pamela paola pascal patricia patrick paul paula pauline paulo pedro peggy peter petra
  philip philipp philippe pierre pietro priya quentin rachel rafael rainer rajesh ralf ralph ramon raphael raquel raul rebecca regina reiner reinhard
  renate rene ricarda ricardo richard rita robert roberto rocio rodrigo roger roland rolf ronald rosa rosemarie roxana roy ruben rudi rudolf
  rui rupert russell ruth ryan sabine sabrina sally samantha samuel sandra sandrine santiago sara sarah sascha scott sean sebastian sebastien
  sergio severine sharon sheila shirley sibylle siegfried sigrid silke silvia simon simone sofia sonia sonja sophia sophie stacy stefan stefanie steffen
  stella stephan stephane stephanie stephen steve steven stuart susan susana susanne suzanne sven svenja sybille sylvain sylvia sylvie tamara tanja
  tatiana teresa theo theresa therese thierry thilo thomas thorsten tiago tim timo tina tobias todd tom tomas tony torsten tracy udo ulf ulrich
  ulrike ursula ute uwe valentin valentina valerie vanessa vera veronica veronika veronique vicente victoria viktor vincent virginie vivian
  volker walter waltraud wendy werner wilfried wilhelm william wolfgang xavier yannick yasmin yolanda yusuf yvette yvonne zoe zofia`.split(
    /\s+/,
  ),
);
