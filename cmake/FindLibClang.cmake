# Finds libclang's C library, its headers and its resource directory, all of the same installation.
#
#   LibClang::LibClang      target to link with
#   LibClang_VERSION        such as 19.1.7
#   LibClang_RESOURCE_DIR   where clang keeps stddef.h and its kin
#
# -DLibClang_ROOT=PREFIX names the installation; otherwise the usual prefixes are tried, 19 first.
# 17 is the first release that tells which operator an expression has.

function(libclang_prefixes result)
    set(prefixes)
    foreach(version 19 20 21 22 18 17)
        list(APPEND prefixes /usr/lib/llvm-${version} /usr/lib/llvm/${version}
            /opt/homebrew/opt/llvm@${version} /usr/local/opt/llvm@${version})
        find_program(LibClang_CONFIG_${version} NAMES llvm-config-${version})
        mark_as_advanced(LibClang_CONFIG_${version})
        if(LibClang_CONFIG_${version})
            execute_process(COMMAND ${LibClang_CONFIG_${version}} --prefix
                OUTPUT_VARIABLE prefix OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
            list(APPEND prefixes ${prefix})
        endif()
    endforeach()
    list(APPEND prefixes /usr /usr/local)
    set(${result} ${prefixes} PARENT_SCOPE)
endfunction()

# Header and library of different releases do not fit together: take both from one prefix.
if(LibClang_ROOT)
    set(prefixes ${LibClang_ROOT})
else()
    libclang_prefixes(prefixes)
endif()
foreach(prefix ${prefixes})
    if(NOT LibClang_LIBRARY AND EXISTS ${prefix}/include/clang-c/Index.h)
        find_library(LibClang_LIBRARY clang PATHS ${prefix}/lib ${prefix}/lib64 NO_DEFAULT_PATH)
        if(LibClang_LIBRARY)
            set(LibClang_INCLUDE_DIR ${prefix}/include CACHE PATH "Folder of clang-c/Index.h")
        endif()
    endif()
endforeach()
mark_as_advanced(LibClang_LIBRARY LibClang_INCLUDE_DIR LibClang_VERSION LibClang_RESOURCE_DIR)

# Ask the library which release it is; this does not link against one that is too old.
if(LibClang_LIBRARY AND LibClang_INCLUDE_DIR AND NOT LibClang_VERSION)
    set(probe ${CMAKE_BINARY_DIR}/CMakeFiles/libclang_version.c)
    file(WRITE ${probe} "
        #include <clang-c/Index.h>
        #include <stdio.h>
        int main(void)
        {
            puts(clang_getCString(clang_getClangVersion()));
            return clang_getCursorBinaryOperatorKind(clang_getNullCursor()) != CXBinaryOperator_Invalid;
        }")
    try_run(status compiled ${CMAKE_BINARY_DIR}/CMakeFiles/libclang_version ${probe}
        CMAKE_FLAGS -DINCLUDE_DIRECTORIES=${LibClang_INCLUDE_DIR}
        LINK_LIBRARIES ${LibClang_LIBRARY}
        COMPILE_OUTPUT_VARIABLE trouble RUN_OUTPUT_VARIABLE said)
    if(compiled AND status EQUAL 0 AND said MATCHES "version (([0-9]+)[0-9.]*)")
        set(LibClang_VERSION ${CMAKE_MATCH_1} CACHE STRING "Release of libclang")
        set(major ${CMAKE_MATCH_2})
        cmake_path(GET LibClang_LIBRARY PARENT_PATH libdir)
        foreach(dir ${libdir}/clang /usr/lib/clang /usr/lib64/clang)
            foreach(name ${major} ${LibClang_VERSION})
                if(NOT LibClang_RESOURCE_DIR AND EXISTS ${dir}/${name}/include/stddef.h)
                    set(LibClang_RESOURCE_DIR ${dir}/${name} CACHE PATH "clang's own headers are in its include")
                endif()
            endforeach()
        endforeach()
    else()
        message(STATUS "${LibClang_LIBRARY} does not do (17 or later is needed): ${trouble}")
    endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibClang
    REQUIRED_VARS LibClang_LIBRARY LibClang_INCLUDE_DIR LibClang_VERSION LibClang_RESOURCE_DIR
    VERSION_VAR LibClang_VERSION
    REASON_FAILURE_MESSAGE "install libclang-19-dev, or say -DLibClang_ROOT=PREFIX")

if(LibClang_FOUND AND NOT TARGET LibClang::LibClang)
    add_library(LibClang::LibClang UNKNOWN IMPORTED)
    set_target_properties(LibClang::LibClang PROPERTIES
        IMPORTED_LOCATION ${LibClang_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${LibClang_INCLUDE_DIR})
endif()
