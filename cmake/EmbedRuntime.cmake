# Writes sources as a C array, for --embed-runtime and --check.  -DOUTPUT=FILE -DNAME=ARRAY -DINPUTS=FILE;FILE
set(text "")
foreach(input ${INPUTS})
    file(READ ${input} hex HEX)
    string(APPEND text "${hex}")
endforeach()
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," text "${text}")
string(REPEAT "0x..," 16 line)
string(REGEX REPLACE "(${line})" "\\1\n" text "${text}")
file(WRITE ${OUTPUT}
    "extern const char ${NAME}[];\nconst char ${NAME}[] = {\n${text}0};\n")
